/** The look of charts: that of `glasshouse report`, in the page's own colours. */
export const CONFIG = {
  background: undefined,
  // Thousands apart as in the words beside the charts.
  locale: { number: { decimal: ".", thousands: "\u202f", grouping: [3], currency: ["", ""] } },
  font: "system-ui, Helvetica Neue, Arial, sans-serif",
  padding: { left: 2, right: 10, top: 4, bottom: 4 },
  title: {
    anchor: "start" as const, frame: "bounds" as const, color: "var(--ink)", fontSize: 15, fontWeight: 600 as const, offset: 12,
    subtitleColor: "var(--muted)", subtitleFontSize: 12.5, subtitlePadding: 4,
  },
  axis: {
    labelColor: "var(--muted)", titleColor: "var(--muted)", titleFontWeight: "normal" as const, labelFontSize: 12.5, titleFontSize: 12.5,
    gridColor: "var(--grid)", domainColor: "var(--muted)", tickColor: "var(--muted)", ticks: false, labelPadding: 6, labelSeparation: 8, domain: false, titlePadding: 8,
  },
  axisX: { grid: false, domain: true },
  // Room for figures that grow while days go by.
  axisY: { minExtent: 38 },
  legend: {
    labelColor: "var(--ink)", titleColor: "var(--muted)", labelFontSize: 12.5, orient: "top" as const, title: null, symbolSize: 130,
    padding: 0, offset: 8, symbolStrokeWidth: 2, columnPadding: 12, labelLimit: 260,
  },
  view: { stroke: undefined },
  line: { strokeWidth: 2.2, strokeCap: "round" as const, strokeJoin: "round" as const },
};

export const COLOURS: Record<string, string> = {
  everybody: "var(--all)", M: "var(--m)", N1: "var(--n1)", N2: "var(--n2)",
};
export const DASHES: Record<string, number[]> = { everybody: [1, 0], M: [1, 0], N1: [7, 4], N2: [2, 4] };
