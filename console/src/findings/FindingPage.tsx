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
  IconMapPin,
  IconMessage2,
  IconSearch,
  IconShieldCheck,
  IconSwitchHorizontal,
  IconUserCheck,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as queries from '@/api/queries';
import type { FindingActionName, FindingDetail, StoryEntry } from '@/api/types';
import { Card, Page } from '@/components/Page';
import { Bone, BoneRows, Note, Tag, Trouble } from '@/components/states';
import { useMessage } from '@/i18n/messages';
import { date, number, shortDateTime } from '@/lib/format';
import { ActionPanel } from './ActionPanel';
import { WhomToCall } from '@/duties/contacts/Ladder';
import { FindingStateTag } from './FindingState';
import { proofWords } from './proofs';
import { foldOf } from './story';
import styles from './FindingPage.module.css';

type Tone = 'plain' | 'leaf' | 'bamboo' | 'vermilion' | 'ochre';

const route = getRouteApi('/shell/viec/$id');

/** What a line of the story is worth: where it comes from, what it proves, what is missing. */
function tagOf(entry: StoryEntry): { tone: Tone; key: string } {
  switch (entry.kind) {
    case 'source':
      return { tone: 'plain', key: 'source' };
    case 'attribution':
      return { tone: 'plain', key: 'body' };
    case 'evidence':
      return entry.title.code.endsWith('.contradicts')
        ? { tone: 'vermilion', key: 'contradicts' }
        : { tone: 'leaf', key: 'evidence' };
    case 'missing':
      return { tone: 'ochre', key: 'missing' };
    case 'step':
      return entry.state === 'claimed_fixed'
        ? { tone: 'bamboo', key: 'claimed' }
        : entry.state === 'regressed'
          ? { tone: 'vermilion', key: 'returned' }
          : { tone: 'plain', key: 'step' };
  }
}

function StoryIcon({ entry }: { entry: StoryEntry }) {
  const look = { size: 20, stroke: 1.75, 'aria-hidden': true } as const;
  switch (entry.kind) {
    case 'source':
      return <IconSearch {...look} />;
    case 'attribution':
      return <IconMapPin {...look} />;
    case 'evidence':
      return tagOf(entry).tone === 'vermilion' ? (
        <IconBug {...look} />
      ) : (
        <IconShieldCheck {...look} />
      );
    case 'missing':
      return <IconHourglass {...look} />;
    case 'step':
      if (entry.title.code.endsWith('.reattributed')) return <IconSwitchHorizontal {...look} />;
      if (entry.title.code.endsWith('.commented')) return <IconMessage2 {...look} />;
      if (entry.state === 'claimed_fixed') return <IconFlag {...look} />;
      if (entry.state === 'regressed') return <IconBug {...look} />;
      return <IconUserCheck {...look} />;
  }
}

function Story({ story }: { story: StoryEntry[] }) {
  const { t } = useTranslation();
  const message = useMessage();
  const [whole, setWhole] = useState(false);
  const fold = whole ? null : foldOf(story);
  return (
    <ol className={styles.story}>
      {story.map((entry, at) => {
        if (at === fold?.from)
          return (
            <li key={at}>
              <IconDots size={20} stroke={1.75} aria-hidden />
              <div className={styles.text}>
                <Button
                  size="compact-sm"
                  variant="default"
                  w="fit-content"
                  onClick={() => setWhole(true)}
                >
                  {t('console.finding.story_more', { count: number(fold.count) })}
                </Button>
              </div>
            </li>
          );
        if (fold && at > fold.from && at < fold.from + fold.count) return null;
        const tag = tagOf(entry);
        return (
          <li key={at} data-tone={tag.tone}>
            <StoryIcon entry={entry} />
            <div className={styles.text}>
              <strong>{message(entry.title)}</strong>
              {entry.note && <span className={styles.note}>{entry.note}</span>}
              {entry.detail && <span>{message(entry.detail)}</span>}
              {entry.by && (
                <span className="third">{entry.by.name || t('console.finding.somebody')}</span>
              )}
            </div>
            <span className={styles.when}>{entry.at ? shortDateTime(entry.at) : ''}</span>
            <span className={styles.tag}>
              <Tag tone={tag.tone}>{t(`console.finding.tag_${tag.key}`)}</Tag>
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function ToClose({ finding }: { finding: FindingDetail }) {
  const { t } = useTranslation();
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
      <ul className={styles.proofs}>
        {finding.to_close.map((proof) => (
          <li key={proof.proof} data-met={proof.met || undefined}>
            {proof.met ? (
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
              {proofWords(proof)}
              {proof.attested && <small>{t('console.findings.attested')}</small>}
            </span>
          </li>
        ))}
      </ul>
      <p className={styles.rule}>{t('console.finding.rule')}</p>
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
  const allowed = finding.actions;
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

function watchOf(finding: FindingDetail): { done: number; needed: number } | undefined {
  const quiet = finding.to_close.find(({ days_needed }) => typeof days_needed === 'number');
  return quiet ? { done: quiet.days_done ?? 0, needed: quiet.days_needed ?? 0 } : undefined;
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
        <div className={styles.columns}>
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
            t('console.finding.seen', {
              first: date(finding.first_seen_at),
              last: date(finding.last_seen_at),
            }),
          ]
            .filter(Boolean)
            .map((part) => ` · ${String(part)}`)
            .join('')}
          {finding.clean_by && finding.state !== 'false_positive' && (
            <span className={finding.overdue ? styles.late : undefined}>
              {' · '}
              {t('console.finding.clean_by', { date: date(finding.clean_by) })}
            </span>
          )}
        </>
      }
      actions={
        <>
          <FindingStateTag finding={finding} watch={watchOf(finding)} />
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
      <div className={styles.columns}>
        <div className="stack-wide">
          <Card title={t('console.finding.story')}>
            <Story story={finding.story} />
          </Card>
        </div>
        <aside className="stack">
          <ToClose finding={finding} />
          <Card title={t('console.finding.response')}>
            <dl className={styles.facts}>
              <dt>{t('console.finding.assignee')}</dt>
              <dd>
                {finding.assignee ? (
                  finding.assignee.name || t('console.finding.somebody')
                ) : (
                  <span className="third">{t('console.finding.nobody')}</span>
                )}
              </dd>
              <dt>{t('console.finding.path')}</dt>
              <dd>{t(`console.finding.path_${finding.path}`)}</dd>
              <dt>{t('console.findings.priority')}</dt>
              <dd>
                {t(`console.findings.priority_${finding.priority}`)} ·{' '}
                {t(`console.severity.${finding.severity}`)}
              </dd>
              <dt>{t('console.finding.addresses')}</dt>
              <dd className="mono">{finding.addresses.join(', ')}</dd>
              {finding.until && (
                <>
                  <dt>{t('console.actions.field_until')}</dt>
                  <dd>{date(finding.until)}</dd>
                </>
              )}
            </dl>
            <div className="row">
              {(['assign', 'comment', 'set_path'] as const)
                .filter((each) => finding.actions.includes(each))
                .map((each) => (
                  <Button key={each} size="xs" variant="default" onClick={() => setAction(each)}>
                    {t(`console.actions.${each}`)}
                  </Button>
                ))}
            </div>
          </Card>
          <WhomToCall finding={finding.id} />
        </aside>
      </div>
      {action && (
        <ActionPanel
          action={action}
          ids={[finding.id]}
          finding={finding}
          onClose={() => setAction(null)}
        />
      )}
    </Page>
  );
}
