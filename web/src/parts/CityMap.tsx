import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";

import type { Feed } from "../data/feed";
import type { LayerId } from "../data/types";
import { borders, cellOf, citizenAt, districtOf, layOut, step, type City, type Span } from "../map/city";
import { palette } from "../map/palette";
import { paint, paintMeans } from "../map/raster";
import type { View } from "../map/views";
import { useDark } from "./dark";

interface Shown {
  citizens: number;
  layer: Uint8Array | undefined;
  view: Pick<View, "scale" | "part"> & { layer?: LayerId };
  /** Days that come by themselves: each is drawn as it comes, and nothing else of the page is made anew. */
  feed?: Feed | undefined;
  label: string;
  districts?: Span[];
  /** What is said of the citizen under the pointer or the keys. */
  say?: (citizen: number) => string;
  onOpen?: ((citizen: number) => void) | undefined;
}

const MOVES: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
/** Above that the dots are too small to stand apart. */
const APART_CELLS = 160;
/** Above that there is more than a dot to a pixel of the screen: what is shown is their mean. */
const MINGLED_CELLS = 500;

/** The city: a dot for each citizen, coloured by one layer of a day. By pointer or keys one citizen is looked at. */
export function CityMap({ citizens, layer, view, feed, label, districts = [], say, onOpen }: Shown): ReactNode {
  const city = useMemo(() => layOut(citizens), [citizens]);
  const dark = useDark();
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = useMemo(() => palette(view.scale, view.part, dark), [view, dark]);
  const painter = useRef<Painter | null>(null);
  useEffect(() => { painter.current = canvas.current && painterOf(canvas.current, city); }, [city]);
  useEffect(() => painter.current?.(layer, colours), [city, layer, colours]);
  useEffect(() => feed?.hear((frame) => view.layer && frame.layers[view.layer] && painter.current?.(frame.layers[view.layer], colours)), [feed, view, colours]);
  const lines = useMemo(() => streets(city, districts), [city, districts]);
  const [at, setAt] = useState<{ x: number; y: number } | null>(null);
  const [byKeys, setByKeys] = useState(false);
  const citizen = at ? citizenAt(city, at.x, at.y) : null;

  const point = (event: PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    setByKeys(false);
    setAt({ x: Math.floor(((event.clientX - box.left) / box.width) * city.width), y: Math.floor(((event.clientY - box.top) / box.height) * city.height) });
  };
  const press = (event: KeyboardEvent): void => {
    const move = MOVES[event.key];
    if (move) {
      event.preventDefault();
      const stride = event.shiftKey ? 10 : 1;
      setByKeys(true);
      setAt(step(city, at ?? cellOf(city, 0), move[0] * stride, move[1] * stride));
    } else if ((event.key === "Enter" || event.key === " ") && citizen !== null) {
      event.preventDefault();
      onOpen?.(citizen);
    }
  };
  return (
    <div className="city">
      <div
        className={`ground${city.width > MINGLED_CELLS ? " mingled" : ""}`} role="application" aria-roledescription="map" aria-label={label}
        tabIndex={0} style={{ aspectRatio: `${city.width} / ${city.height}`, ["--cell" as string]: `${100 / city.width}%` }}
        onPointerMove={point} onPointerLeave={() => !byKeys && setAt(null)} onKeyDown={press}
        onClick={() => citizen !== null && onOpen?.(citizen)}
      >
        <canvas ref={canvas} aria-hidden="true" />
        <svg className="streets" viewBox={`0 0 ${city.width} ${city.height}`} preserveAspectRatio="none" aria-hidden="true">
          {city.width <= APART_CELLS && <Gaps city={city} />}
          <path d={lines} className="border" vectorEffect="non-scaling-stroke" />
          {at && citizen !== null && <Ring city={city} at={at} />}
        </svg>
      </div>
      {say && <p className="said note" aria-live={byKeys ? "polite" : "off"}>{citizen === null ? "\u00a0" : say(citizen)}</p>}
    </div>
  );
}

type Painter = (layer: Uint8Array | undefined, colours: Uint32Array) => void;

/** What paints a city on a canvas; it keeps its pixels, and paints nothing twice. */
function painterOf(canvas: HTMLCanvasElement, city: City): Painter | null {
  const context = canvas.getContext("2d");
  if (!context) return null;
  const grain = grainOf(canvas, city);
  canvas.width = Math.ceil(city.width / grain);
  canvas.height = Math.ceil(city.height / grain);
  const image = context.createImageData(canvas.width, canvas.height);
  const pixels = new Uint32Array(image.data.buffer);
  let before: [Uint8Array | undefined, Uint32Array] | null = null;
  return (layer, colours) => {
    if (before?.[0] === layer && before?.[1] === colours) return;
    before = [layer, colours];
    if (!layer) return context.clearRect(0, 0, canvas.width, canvas.height);
    if (grain > 1) paintMeans(city, layer, colours, pixels, grain);
    else paint(city, layer, colours, pixels);
    context.putImageData(image, 0, 0);
  };
}

/** How many dots, across and down, are painted as one: more than one only where the screen could not show them apart. */
function grainOf(canvas: HTMLCanvasElement, city: City): number {
  const seen = canvas.clientWidth * devicePixelRatio;
  return city.width > MINGLED_CELLS && seen > 0 ? Math.min(16, Math.ceil(city.width / seen)) : 1;
}

/** Thin lines of the page's colour between the dots of a small town. */
function Gaps({ city }: { city: City }): ReactNode {
  return (
    <g className="gaps">
      <path
        d={[
          ...Array.from({ length: city.width - 1 }, (_, x) => `M${x + 1} 0V${city.height}`),
          ...Array.from({ length: city.height - 1 }, (_, y) => `M0 ${y + 1}H${city.width}`),
        ].join("")}
        vectorEffect="non-scaling-stroke"
      />
    </g>
  );
}

function Ring({ city, at }: { city: City; at: { x: number; y: number } }): ReactNode {
  const size = Math.max(1.6, city.width / 60);
  return <rect className="ring" x={at.x + 0.5 - size / 2} y={at.y + 0.5 - size / 2} width={size} height={size} vectorEffect="non-scaling-stroke" />;
}

function streets(city: City, districts: Span[]): string {
  if (districts.length < 2) return "";
  return borders(city, (citizen) => districtOf(districts, citizen)).map(([x1, y1, x2, y2]) => `M${x1} ${y1}L${x2} ${y2}`).join("");
}
