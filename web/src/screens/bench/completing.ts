import type { CompletionSource } from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import { stateExtensions } from "codemirror-json-schema";
import { yamlCompletion } from "codemirror-json-schema/yaml";

/** What can be written at a place, out of the schema of a regime. */
export const complete: CompletionSource = yamlCompletion() as CompletionSource;

/** Gives the editor the schema. */
export function schemaOf(schema: object): Extension {
  return stateExtensions(schema as never) as Extension;
}
