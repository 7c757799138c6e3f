// Today: a short list of tasks with one button each, made for a phone first.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import {
  IconBug,
  IconCircleCheck,
  IconFileText,
  IconListCheck,
  IconMapPinQuestion,
  IconPhone,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as queries from '@/api/queries';
import type { Task } from '@/api/types';
import { consolePath } from '@/app/search';
import { Hedge, HedgeLegend, hedgeWords } from '@/components/Hedge';
import { Card, Page } from '@/components/Page';
import { Bone, Empty, Trouble } from '@/components/states';
import { useMessage } from '@/i18n/messages';
import { STATES } from '@/lib/hedge';
import { number } from '@/lib/format';
import styles from './Today.module.css';

function TaskIcon({ kind }: { kind: string }) {
  const look = { size: 22, stroke: 1.75, 'aria-hidden': true } as const;
  if (/queue|attribution/.test(kind)) return <IconMapPinQuestion {...look} />;
  if (/botnet|finding|malware|list/.test(kind)) return <IconBug {...look} />;
  if (/directive|letter/.test(kind)) return <IconFileText {...look} />;
  if (/contact|phone/.test(kind)) return <IconPhone {...look} />;
  return <IconListCheck {...look} />;
}

function TaskCard({ task, onLater }: { task: Task; onLater: () => void }) {
  const { t } = useTranslation();
  const message = useMessage();
  const navigate = useNavigate();
  return (
    <Card>
      <article className={styles.task} data-urgent={task.priority === 1 || undefined}>
        <TaskIcon kind={task.kind} />
        <div>
          <h2>{message(task.title)}</h2>
          <p className="second">{message(task.detail)}</p>
          <div className={styles.buttons}>
            <Button
              size="md"
              onClick={() => void navigate({ href: consolePath(task.action.href) })}
            >
              {message(task.action.label)}
            </Button>
            <Button size="md" variant="default" onClick={onLater}>
              {t('console.today.later')}
            </Button>
          </div>
        </div>
      </article>
    </Card>
  );
}

export default function Today() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(queries.today);
  const { data: session } = useQuery(queries.session);
  // Put off until the page is opened again; what is owed does not go away.
  const [later, setLater] = useState<ReadonlySet<Task>>(new Set());
  const tasks = data?.tasks.filter((task) => !later.has(task)) ?? [];
  return (
    <Page
      narrow
      title={
        !data
          ? t('console.menu.today')
          : tasks.length > 0
            ? t('console.today.title', { count: number(tasks.length) })
            : t('console.today.none')
      }
      under={session?.organization?.name}
    >
      {error ? (
        <Trouble error={error} again={refetch} />
      ) : !data ? (
        [0, 1, 2].map((card) => (
          <Card key={card}>
            <div className="stack">
              <Bone width="50%" height={18} />
              <Bone width="80%" />
              <Bone width={140} height={36} />
            </div>
          </Card>
        ))
      ) : (
        <>
          {tasks.map((task, at) => (
            <TaskCard key={at} task={task} onLater={() => setLater(new Set([...later, task]))} />
          ))}
          {tasks.length === 0 && (
            <Card>
              <Empty
                title={t('console.today.done')}
                action={
                  later.size > 0 ? (
                    <Button variant="default" onClick={() => setLater(new Set())}>
                      {t('console.today.show_later', { count: number(later.size) })}
                    </Button>
                  ) : undefined
                }
              >
                {later.size > 0 ? undefined : t('console.today.done_text')}
              </Empty>
            </Card>
          )}
          {tasks.length > 0 && later.size > 0 && (
            <Button variant="subtle" color="gray" onClick={() => setLater(new Set())}>
              {t('console.today.show_later', { count: number(later.size) })}
            </Button>
          )}
          <Card title={t('console.today.hedge')}>
            <div className="stack">
              <Hedge tally={data.hedge} scale={1.4} />
              {data.hedge.total > 0 ? (
                <>
                  <p className="small second">{hedgeWords(data.hedge, t)}.</p>
                  <HedgeLegend states={STATES.filter((state) => data.hedge[state] > 0)} />
                </>
              ) : (
                <p className="row small second">
                  <IconCircleCheck size={16} stroke={1.75} aria-hidden="true" />
                  {t('console.today.nothing_owed')}
                </p>
              )}
            </div>
          </Card>
        </>
      )}
    </Page>
  );
}
