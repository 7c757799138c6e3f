// The board of one directive: body by obligation, most behind first, reasons one click away.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import * as queries from '@/api/queries';
import type { Board } from '@/api/types';
import { Card, Figure, Figures, Page } from '@/components/Page';
import { Bone, BoneRows, Empty, Note, Tag, Trouble } from '@/components/states';
import { useMessage } from '@/i18n/messages';
import { endOfLocalDay } from '@/lib/time';
import { date, dateTime, dayOf, number, percent, shortDateTime, time } from '@/lib/format';
import { BoardActions } from './BoardActions';
import { BoardTable } from './BoardTable';
import { directiveTitle } from './titles';
import { WallBoard } from './WallBoard';

const route = getRouteApi('/shell/theo-doi/$id');

function Cards({ board }: { board: Board }) {
  const { t } = useTranslation();
  const { verified, owed, overdue, unknown, botnet } = board.cards;
  const directive = board.directive.id;
  const past = board.frozen !== undefined && board.frozen !== null;
  const to = (search: Record<string, string>) =>
    past ? {} : { to: { to: '/viec' as const, search: { directive, ...search } } };
  return (
    <Figures>
      <Figure
        label={t('console.board.verified')}
        value={percent(verified.count, verified.total)}
        unit={t('console.board.of_items', { all: number(verified.total) })}
        under={t('console.board.proved', { count: number(verified.count) })}
      />
      <Figure
        label={t('console.board.owed')}
        value={number(owed)}
        tone="ochre"
        under={
          overdue > 0
            ? t('console.board.overdue', { count: number(overdue) })
            : t('console.board.none_overdue')
        }
        {...to({ state: 'open,acknowledged,regressed' })}
      />
      <Figure
        label={t('console.board.unknown')}
        value={number(unknown)}
        tone="second"
        under={unknown > 0 ? t('console.board.unknown_why') : t('console.board.all_known')}
        {...to({ state: 'unknown' })}
      />
      <Figure
        label={t('console.board.botnet')}
        value={number(botnet.clean)}
        unit={t('console.board.of_clean', { all: number(botnet.total) })}
        under={t('console.board.botnet_left', { count: number(botnet.total - botnet.clean) })}
        {...to({ kind: 'botnet_address' })}
      />
    </Figures>
  );
}

export default function BoardPage() {
  const { t } = useTranslation();
  const message = useMessage();
  const { id } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const at = {
    as_of: search.as_of ? endOfLocalDay(search.as_of) : undefined,
    cut_off: search.cut_off,
  };
  const {
    data: board,
    error,
    refetch,
    isPlaceholderData,
  } = useQuery({
    ...queries.board(id, at),
    placeholderData: (before) => (before?.directive.id === id ? before : undefined),
  });

  const wall = search.wall === '1';
  useEffect(() => {
    if (!wall) return;
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape') void navigate({ search: ({ wall: _wall, ...rest }) => rest });
    };
    window.addEventListener('keydown', leave);
    return () => window.removeEventListener('keydown', leave);
  }, [wall, navigate]);

  const crumbs = [{ text: t('console.menu.board'), to: '/theo-doi' }];
  if (error && !board)
    return (
      <Page title={t('console.menu.board')} crumbs={crumbs}>
        <Trouble error={error} again={refetch} />
      </Page>
    );
  if (!board)
    return (
      <Page title={<Bone width={420} height={26} />} under={<Bone width={320} />} crumbs={crumbs}>
        <Figures>
          {[0, 1, 2, 3].map((card) => (
            <Card key={card}>
              <Bone width={90} height={72} />
            </Card>
          ))}
        </Figures>
        <Card flush>
          <BoneRows rows={9} columns={[24, 9, 9, 9, 9, 9, 9, 9, 9]} />
        </Card>
      </Page>
    );

  const { directive } = board;
  const title = directiveTitle(directive);
  if (wall)
    return <WallBoard board={board} title={title} onLeave={() => void navigate({ search: {} })} />;

  const today = dayOf(new Date(board.as_of)) === dayOf(new Date());
  return (
    <Page
      title={title}
      crumbs={crumbs}
      actions={<BoardActions board={board} />}
      under={
        <>
          {[
            directive.number && t('console.board.letter', { number: directive.number }),
            t('console.board.received', { date: date(directive.received_at) }),
            t('console.board.bodies', { count: number(board.rows.length) }),
            today
              ? t('console.board.at_time', { time: time(board.as_of) })
              : t('console.board.at_moment', { at: dateTime(board.as_of) }),
          ]
            .filter(Boolean)
            .join(' · ')}
          {board.slowest_source && (
            <div className="small third">{message(board.slowest_source)}</div>
          )}
        </>
      }
    >
      {board.frozen && (
        <Note tone="ochre">
          <div className="row-between">
            <span>
              {t('console.board.frozen', {
                at: dateTime(board.frozen.at),
                note: board.frozen.note ?? '',
              })}{' '}
              <span className="mono small">{board.frozen.log_head.slice(0, 16)}</span>
            </span>
            <Button size="xs" variant="default" onClick={() => void navigate({ search: {} })}>
              {t('console.board.back_to_now')}
            </Button>
          </div>
        </Note>
      )}
      {!board.frozen && search.as_of && (
        <Note>
          <div className="row-between">
            <span>{t('console.board.past', { date: date(search.as_of) })}</span>
            <Button size="xs" variant="default" onClick={() => void navigate({ search: {} })}>
              {t('console.board.back_to_now')}
            </Button>
          </div>
        </Note>
      )}
      {board.partial && <Note>{t('console.board.partial')}</Note>}
      {directive.state === 'draft' && <Tag tone="ochre">{t('console.directive.states.draft')}</Tag>}
      <Cards board={board} />
      {board.rows.length === 0 ? (
        <Card>
          <Empty title={t('console.board.empty')}>{t('console.board.empty_text')}</Empty>
        </Card>
      ) : (
        <BoardTable board={board} dim={isPlaceholderData} />
      )}
      {error && <Trouble error={error} again={refetch} />}
      <p className="small third sr">{shortDateTime(board.as_of)}</p>
    </Page>
  );
}
