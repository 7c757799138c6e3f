import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { FindingDetail } from '@/api/types';
import { Card } from '@/components/Page';
import { DataTable } from '@/components/DataTable';
import { number, shortDateTime } from '@/lib/format';

/** Every address under which it was seen, with the row of the list that says so. */
export function Sightings({ sightings }: { sightings: FindingDetail['sightings'] }) {
  const { t } = useTranslation();
  return (
    <Card title={t('console.finding.sightings')} flush>
      <DataTable
        label={t('console.finding.sightings')}
        rows={sightings}
        keyOf={(row) => `${row.list.id}-${row.row}`}
        columns={[
          {
            key: 'address',
            title: t('console.rows.address'),
            cell: (row) => (
              <span className="mono">
                {row.address}
                {row.source_port ? `:${row.source_port}` : ''}
              </span>
            ),
          },
          {
            key: 'destination',
            title: t('console.rows.destination'),
            cell: (row) => <span className="mono">{row.destination ?? '–'}</span>,
            wide: true,
          },
          {
            key: 'last',
            title: t('console.rows.last_seen'),
            cell: (row) => shortDateTime(row.last_seen),
          },
          {
            key: 'count',
            title: t('console.rows.count'),
            cell: (row) => number(row.count),
            right: true,
            wide: true,
          },
          {
            key: 'list',
            title: t('console.rows.list'),
            cell: (row) => (
              <Link to="/ma-doc/danh-sach/$id" params={{ id: row.list.id }}>
                {row.list.name}, {t('console.place.row', { row: row.row })}
              </Link>
            ),
          },
        ]}
      />
    </Card>
  );
}
