// One finding from its source to its proof, and beside it what is missing to close it.
import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import {
  IconBug,
  IconCircleCheck,
  IconCircleDashed,
  IconDots,
  IconFlag,
  IconHourglass,
  IconListCheck,
  IconMapPin,
  IconMessage2,
  IconSearch,
  IconShieldCheck,
  IconSwitchHorizontal,
  IconUserCheck,
  type Icon,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as queries from '@/api/queries';
import type { FindingActionName, FindingDetail, StoryEntry, Tone } from '@/api/types';
import { Card, Page } from '@/components/Page';
import { Bone, BoneRows, Note, Tag, Trouble } from '@/components/states';
import { useMessage } from '@/i18n/messages';
import { date, number, shortDateTime } from '@/lib/format';
import { ActionPanel } from './ActionPanel';
import { FindingStateTag } from './FindingState';
import { Sightings } from './Sightings';
import styles from './FindingPage.module.css';

const route = getRouteApi('/shell/viec/$id');

const TAGS: Record<Tone, 'plain' | 'leaf' | 'bamboo' | 'vermilion' | 'ochre'> = {
  source: 'plain',
  proof: 'leaf',
  claimed: 'bamboo',
  hostile: 'vermilion',
  missing: 'ochre',
  plain: 'plain',
};

function iconOf(entry: StoryEntry): Icon {
  if (entry.tone === 'hostile') return IconBug;
  if (entry.tone === 'missing') return IconHourglass;
  switch (entry.kind) {
    case 'source':
      return IconSearch;
    case 'attribution':
      return IconMapPin;
    case 'claim':
      return IconFlag;
    case 'evidence':
      return IconShieldCheck;
    case 'comment':
      return IconMessage2;
    case 'reattribution':
      return IconSwitchHorizontal;
    case 'transition':
      return IconUserCheck;
    default:
      return IconListCheck;
  }
}

function Story({ story }: { story: StoryEntry[] }) {
  const { t } = useTranslation();
  const message = useMessage();
  return (
    <ol className={styles['story']}>
      {story.map((entry, at) => {
        const Each = iconOf(entry);
        return (
          <li key={at} data-tone={entry.tone}>
            <Each size={20} stroke={1.75} aria-hidden="true" />
            <div className={styles['text']}>
              <strong>{message(entry.title)}</strong>
              {entry.detail && <span>{message(entry.detail)}</span>}
              {entry.by && <span className="third">{entry.by}</span>}
            </div>
            <span className={styles['when']}>{entry.at ? shortDateTime(entry.at) : ''}</span>
            <span className={styles['tag']}>
              {entry.tag ? (
                <Tag tone={TAGS[entry.tone]}>{message(entry.tag)}</Tag>
              ) : (
                entry.tone === 'missing' && <Tag tone="ochre">{t('console.finding.missing')}</Tag>
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function ToClose({ finding }: { finding: FindingDetail }) {
  const { t } = useTranslation();
  const message = useMessage();
  const missing = finding.to_close.filter(({ met }) => !met).length;
  return (
    <Card
      title={
        missing > 0
          ? t('console.finding.to_close', {
              missing: number(missing),
              of: number(finding.to_close.length),
            })
          : t('console.finding.all_met')
      }
    >
      <ul className={styles['proofs']}>
        {finding.to_close.map(({ proof, label, met, detail }) => (
          <li key={proof} data-met={met || undefined}>
            {met ? (
              <IconCircleCheck
                size={20}
                stroke={1.75}
                aria-label={t('console.finding.met')}
                role="img"
              />
            ) : (
              <IconCircleDashed
                size={20}
                stroke={1.75}
                aria-label={t('console.finding.not_met')}
                role="img"
              />
            )}
            <span>
              {message(label)}
              {!met && detail && <small>{message(detail)}</small>}
            </span>
          </li>
        ))}
      </ul>
      <p className={styles['rule']}>{t('console.finding.rule')}</p>
    </Card>
  );
}

/** The step that usually comes next, for the one main button. */
const NEXT: FindingActionName[] = ['acknowledge', 'claim', 'add_evidence', 'attest'];

function Actions({
  finding,
  onAction,
}: {
  finding: FindingDetail;
  onAction: (action: FindingActionName) => void;
}) {
  const { t } = useTranslation();
  const allowed = finding.actions.map(({ action }) => action);
  const main = NEXT.find(
    (action) =>
      allowed.includes(action) &&
      !(action === 'acknowledge' && finding.state !== 'open' && finding.state !== 'regressed'),
  );
  const others = allowed.filter((action) => action !== main);
  return (
    <>
      {others.length > 0 && (
        <Menu width={250}>
          <Menu.Target>
            <Button variant="default" leftSection={<IconDots size={17} stroke={1.75} />}>
              {t('console.common.more_actions')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map((action) => (
              <Menu.Item key={action} onClick={() => onAction(action)}>
                {t(`console.actions.${action}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {main && <Button onClick={() => onAction(main)}>{t(`console.actions.${main}`)}</Button>}
    </>
  );
}

export default function FindingPage() {
  const { t } = useTranslation();
  const message = useMessage();
  const { id } = route.useParams();
  const { data: finding, error, refetch } = useQuery(queries.finding(id));
  const [action, setAction] = useState<FindingActionName | null>(null);
  const crumbs = [{ text: t('console.menu.findings'), to: '/viec' }];
  if (error && !finding)
    return (
      <Page title={t('console.menu.findings')} crumbs={crumbs}>
        <Trouble error={error} again={refetch} />
      </Page>
    );
  if (!finding)
    return (
      <Page title={<Bone width={380} height={26} />} under={<Bone width={300} />} crumbs={crumbs}>
        <div className={styles['columns']}>
          <Card flush>
            <BoneRows rows={7} columns={[6, 60, 14, 10]} />
          </Card>
          <Card>
            <BoneRows rows={3} columns={[100]} />
          </Card>
        </div>
      </Page>
    );
  const title = message(finding.title);
  return (
    <Page
      title={title}
      crumbs={[
        ...crumbs,
        { text: finding.accountable.name, to: `/don-vi/${finding.accountable.id}` },
      ]}
      plainTitle={title}
      under={
        <>
          <Link to="/don-vi/$id" params={{ id: finding.accountable.id }}>
            {finding.accountable.name}
          </Link>
          {[
            finding.acting.id !== finding.accountable.id &&
              t('console.finding.acting', { name: finding.acting.name }),
            finding.site?.name,
            t('console.finding.seen', {
              first: date(finding.first_seen_at),
              last: date(finding.last_seen_at),
            }),
          ]
            .filter(Boolean)
            .map((part) => ` · ${String(part)}`)
            .join('')}
          {finding.clean_by && (
            <span className={finding.overdue ? styles['late'] : undefined}>
              {' · '}
              {t('console.finding.clean_by', { date: date(finding.clean_by) })}
            </span>
          )}
        </>
      }
      actions={
        <>
          <FindingStateTag finding={finding} />
          <Actions finding={finding} onAction={setAction} />
        </>
      }
    >
      {finding.stale && <Note tone="ochre">{t('console.finding.stale')}</Note>}
      {finding.recurrences > 0 && (
        <Note tone="ochre">
          {t('console.finding.recurred', { count: number(finding.recurrences) })}
        </Note>
      )}
      <div className={styles['columns']}>
        <div className="stack-wide">
          <Card title={t('console.finding.story')}>
            <Story story={finding.story} />
          </Card>
          <Sightings sightings={finding.sightings} />
        </div>
        <aside className="stack">
          <ToClose finding={finding} />
          <Card title={t('console.finding.response')}>
            <dl className={styles['facts']}>
              <dt>{t('console.finding.assignee')}</dt>
              <dd>
                {finding.response.assignee ?? (
                  <span className="third">{t('console.finding.nobody')}</span>
                )}
              </dd>
              {finding.response.plan && (
                <>
                  <dt>{t('console.finding.plan')}</dt>
                  <dd>{finding.response.plan}</dd>
                </>
              )}
              <dt>{t('console.findings.priority')}</dt>
              <dd>
                {t(`console.findings.priority_${finding.priority}`)} ·{' '}
                {t(`console.severity.${finding.severity}`)}
              </dd>
              {finding.family && (
                <>
                  <dt>{t('console.findings.column_family')}</dt>
                  <dd>{finding.family.name}</dd>
                </>
              )}
            </dl>
            <div className="row">
              <Button size="xs" variant="default" onClick={() => setAction('assign')}>
                {t('console.actions.assign')}
              </Button>
              <Button size="xs" variant="default" onClick={() => setAction('comment')}>
                {t('console.actions.comment')}
              </Button>
            </div>
          </Card>
        </aside>
      </div>
      {action && <ActionPanel action={action} ids={[finding.id]} onClose={() => setAction(null)} />}
    </Page>
  );
}
