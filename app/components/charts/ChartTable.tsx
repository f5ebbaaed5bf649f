import type { ChartContent } from "./Chart";

/** The figures of a chart to be read, copied, or heard. */
export function ChartTable({ content }: { content: ChartContent }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
    <section className="chart-table" tabIndex={0} aria-label={content.title}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{content.labelTitle}</th>
            {content.series.map(({ name }) => (
              <th key={name} scope="col" className="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {content.labels.map((label, index) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {content.series.map(({ name, values }) => (
                <td key={name} className="number">
                  {content.format(values[index] ?? null)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
