import type { ReactNode } from "react";
import {
  Button as AriaButton, type ButtonProps, Disclosure as AriaDisclosure, DisclosurePanel, Heading, Label, ListBox,
  ListBoxItem, Popover, Select as AriaSelect, SelectValue, Slider as AriaSlider, SliderOutput, SliderThumb, SliderTrack,
  Text, ToggleButton, ToggleButtonGroup,
} from "react-aria-components";

type Look = { main?: boolean; big?: boolean; plain?: boolean; small?: boolean };

/** A button; at most one of a view is `main`. */
export function Button({ main, big, plain, small, ...rest }: ButtonProps & Look): ReactNode {
  const look = ["button", main && "main", big && "big", plain && "plain", small && "small"].filter(Boolean).join(" ");
  return <AriaButton {...rest} className={look} />;
}

export interface Option {
  id: string;
  name: string;
  more?: string;
}

/** One of several, from a list that opens. */
export function Select({ label, options, value, onChange, disabled }: {
  label: string; options: Option[]; value: string; onChange: (id: string) => void; disabled?: boolean;
}): ReactNode {
  return (
    <AriaSelect className="field" value={value} onChange={(key) => key !== null && onChange(String(key))} isDisabled={disabled ?? false}>
      <Label>{label}</Label>
      <AriaButton className="input select">
        <SelectValue className="chosen" />
        <span aria-hidden="true">▾</span>
      </AriaButton>
      <Popover className="popover">
        <ListBox className="options" items={options}>
          {(option) => (
            <ListBoxItem className="option" id={option.id} textValue={option.name}>
              <Text slot="label">{option.name}</Text>
              {option.more && <Text slot="description">{option.more}</Text>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

/** One of a few, all in sight. */
export function Switcher({ label, options, value, onChange }: {
  label: string; options: Option[]; value: string; onChange: (id: string) => void;
}): ReactNode {
  return (
    <ToggleButtonGroup
      className="switcher" aria-label={label} selectionMode="single" disallowEmptySelection selectedKeys={[value]}
      onSelectionChange={(keys) => [...keys].forEach((key) => onChange(String(key)))}
    >
      {options.map((option) => (
        <ToggleButton key={option.id} id={option.id} className="switch">{option.name}</ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

/** A number on a line. */
export function Slider({ label, low, high, value, onChange, shown, step = 1, disabled }: {
  label: string; low: number; high: number; value: number; onChange: (value: number) => void; shown?: string; step?: number; disabled?: boolean;
}): ReactNode {
  const part = high > low ? ((value - low) / (high - low)) * 100 : 0;
  return (
    <AriaSlider
      className="slider" minValue={low} maxValue={Math.max(high, low)} step={step} value={value} isDisabled={disabled ?? false}
      onChange={(next) => onChange(Array.isArray(next) ? (next[0] ?? low) : next)}
    >
      <span className="top">
        <Label>{label}</Label>
        <SliderOutput>{shown ?? String(value)}</SliderOutput>
      </span>
      <SliderTrack className="track">
        <div className="done" style={{ width: `${part}%` }} />
        <SliderThumb className="thumb" />
      </SliderTrack>
    </AriaSlider>
  );
}

/** What is there for whoever wants it. */
export function Disclosure({ title, children, open }: { title: ReactNode; children: ReactNode; open?: boolean }): ReactNode {
  return (
    <AriaDisclosure className="disclosure" defaultExpanded={open ?? false}>
      <Heading level={3}>
        <AriaButton slot="trigger" className="opener">{title}</AriaButton>
      </Heading>
      <DisclosurePanel>{children}</DisclosurePanel>
    </AriaDisclosure>
  );
}
