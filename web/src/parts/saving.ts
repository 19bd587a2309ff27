/** Hands a file to the reader. */
export function save(name: string, content: BlobPart, type: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Rows as CSV; `mark` travels with each of them. */
export function csv(head: string[], rows: string[][], mark: string): string {
  const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const plain = (text: string): string => text.replaceAll("\u202f", "").replaceAll("\u2212", "-");
  return [[...head, "status"], ...rows.map((row) => [...row.map(plain), mark])].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

const HEAD_HEIGHT = 52;

/** A drawn chart as a file of its own, in its colours as they are now, under its title and the status of its regime. */
export function svgText(drawn: SVGSVGElement, title: string, mark: string): string {
  const style = getComputedStyle(document.documentElement);
  const width = Number(drawn.getAttribute("width"));
  const height = Number(drawn.getAttribute("height")) + HEAD_HEIGHT;
  const part = (x: string): string => x.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const text =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Helvetica Neue, Arial, sans-serif">` +
    `<rect width="100%" height="100%" fill="var(--sheet)"/>` +
    `<text x="8" y="20" font-size="15" font-weight="600" fill="var(--ink)">${part(title)}</text>` +
    `<text x="8" y="38" font-size="12" fill="var(--muted)">${part(mark)}</text>` +
    `<g transform="translate(0 ${HEAD_HEIGHT})">${new XMLSerializer().serializeToString(drawn)}</g></svg>`;
  return text.replace(/var\((--[a-z0-9-]+)\)/g, (_, name: string) => style.getPropertyValue(name).trim());
}

/** The same as a picture of points, twice as fine as on the screen. */
export async function png(drawn: SVGSVGElement, title: string, mark: string): Promise<Blob> {
  const width = Number(drawn.getAttribute("width"));
  const height = Number(drawn.getAttribute("height")) + HEAD_HEIGHT;
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(drawn, title, mark))}`;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width * 2);
  canvas.height = Math.ceil(height * 2);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture")))));
}
