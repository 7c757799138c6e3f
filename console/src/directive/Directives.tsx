// Every directive: what it is, how far it has come, what waits for a person.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconChevronRight, IconFileImport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import * as queries from '@/api/queries';
import type { Directive } from '@/api/types';
import { useCan } from '@/app/can';
import { ButtonLink } from '@/components/ButtonLink';
import { Hedge } from '@/components/Hedge';
import { Card, Page } from '@/components/Page';
import { BoneRows, Empty, Tag, Trouble } from '@/components/states';
import { date, number } from '@/lib/format';
import { sum } from '@/lib/hedge';
import { directiveTitle } from './titles';
import styles from './Directives.module.css';

/** The whole directive in one hedge, from the totals of its board. */
function Standing({ directive }: { directive: Directive }) {
  const { data: board } = useQuery({
    ...queries.board(directive.id, {}),
    enabled: directive.state !== 'draft',
  });
  if (!board) return null;
  return <Hedge beside tally={sum(board.totals.flatMap((tally) => (tally ? [tally] : [])))} />;
}

function Row({ directive }: { directive: Directive }) {
  const { t } = useTranslation();
  const draft = directive.state === 'draft';
  const included = directive.obligations.filter((obligation) => obligation.included).length;
  return (
    <li>
      <Link
        to={draft ? '/theo-doi/$id/van-ban' : '/theo-doi/$id'}
        params={{ id: directive.id }}
        className={styles.row}
      >
        <span className={styles.what}>
          <strong>{directiveTitle(directive)}</strong>
          <span className="small second">
            {[
              directive.number ?? t('console.directive.no_number'),
              directive.issuer,
              t('console.board.received', { date: date(directive.received_at) }),
              t('console.directive.obligations_count', { count: number(included) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
        <span className={styles.standing}>
          {draft ? (
            <Tag tone="ochre">{t('console.directive.states.draft')}</Tag>
          ) : (
            <Standing directive={directive} />
          )}
        </span>
        {directive.state === 'closed' && <Tag>{t('console.directive.states.closed')}</Tag>}
        <IconChevronRight size={18} stroke={1.75} aria-hidden="true" />
      </Link>
    </li>
  );
}

export default function Directives() {
  const { t } = useTranslation();
  const can = useCan();
  const { data, error, refetch } = useQuery(queries.directives);
  const add = can('directives.issue') && (
    <ButtonLink to="/theo-doi/nhap" leftSection={<IconFileImport size={17} stroke={1.75} />}>
      {t('console.directive.import')}
    </ButtonLink>
  );
  const waiting = data?.items.filter(({ state }) => state === 'draft').length ?? 0;
  return (
    <Page
      title={t('console.menu.board')}
      under={
        data &&
        (waiting > 0
          ? t('console.directive.waiting', { count: number(waiting) })
          : t('console.directive.under'))
      }
      actions={data?.items.length ? add : undefined}
    >
      <Card flush>
        {error ? (
          <Trouble error={error} again={refetch} />
        ) : !data ? (
          <BoneRows rows={3} columns={[60, 20]} />
        ) : data.items.length === 0 ? (
          <Empty title={t('console.directive.empty')} action={add}>
            {t('console.directive.empty_text')}
          </Empty>
        ) : (
          <ul>
            {data.items.map((directive) => (
              <Row key={directive.id} directive={directive} />
            ))}
          </ul>
        )}
      </Card>
    </Page>
  );
}
