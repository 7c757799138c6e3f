// A plain table of a page: sticky head, hairlines, columns that leave on a phone.
import type { ReactNode } from 'react';
import styles from './DataTable.module.css';

export type Column<Row> = {
  key: string;
  title: ReactNode;
  cell: (row: Row) => ReactNode;
  right?: boolean;
  /** Left out where the page is narrow. */
  wide?: boolean;
  width?: number;
};

export function DataTable<Row>({
  rows,
  columns,
  keyOf,
  label,
  onRow,
  rowTone,
}: {
  rows: Row[];
  columns: Column<Row>[];
  keyOf: (row: Row) => string | number;
  label: string;
  onRow?: (row: Row) => void;
  rowTone?: (row: Row) => 'chosen' | undefined;
}) {
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                data-right={column.right || undefined}
                data-wide={column.wide || undefined}
                style={column.width ? { width: column.width } : undefined}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            // A convenience of the mouse: a link or button in the row does the same by keyboard.

            <tr
              key={keyOf(row)}
              data-tone={rowTone?.(row)}
              data-link={onRow ? true : undefined}
              onClick={
                onRow &&
                ((event) => {
                  if (!(event.target as HTMLElement).closest('a, button, input, label')) onRow(row);
                })
              }
            >
              {columns.map((column) => (
                <td
                  key={column.key}
                  data-right={column.right || undefined}
                  data-wide={column.wide || undefined}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
