// One cell of the board: the hedge, and behind it the reasons, the way to the findings and the
// body's own explanation ("giải trình").
import { Button, Popover, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconChevronRight, IconMessage2, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, data } from '@/api/client';
import type { Board, BoardCell, BoardRow } from '@/api/types';
import { findingFilters } from '@/app/search';
import { done, wrong } from '@/app/toasts';
import { Hedge, Stalks } from '@/components/Hedge';
import { useMessage } from '@/i18n/messages';
import { date, dateTime, number } from '@/lib/format';
import { EMPTY, STATES } from '@/lib/hedge';
import { obligationTitle } from './titles';
import styles from './BoardCell.module.css';

type Props = { board: Board; row: BoardRow; cell: BoardCell; at: [number, number] };

export function BoardCellButton({ board, row, cell, at }: Props) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const column = board.columns.find(({ obligation_id }) => obligation_id === cell.obligation_id);
  const button = (
    <button
      type="button"
      className={styles.button}
      data-row={at[0]}
      data-column={at[1]}
      aria-expanded={opened}
      aria-haspopup="dialog"
      onClick={() => setOpened(!opened)}
    >
      <Hedge tally={cell.tally ?? null} none={cell.none} noSource={cell.no_source} />
      {cell.explanation && (
        <span className={styles.explained}>
          <IconMessage2 size={14} stroke={1.75} aria-hidden="true" />
          <span className="sr">{t('console.board.has_explanation')}</span>
        </span>
      )}
    </button>
  );
  if (!opened) return button;
  return (
    <Popover
      opened
      onClose={() => setOpened(false)}
      onDismiss={() => setOpened(false)}
      width={340}
      position="bottom-start"
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown
        className={styles.panel}
        role="dialog"
        aria-label={`${column ? obligationTitle(column) : ''}, ${row.organization.name}`}
      >
        <h2 className={styles.title}>{column && obligationTitle(column)}</h2>
        <p className="small second">
          {row.organization.name}
          {column?.due_at ? ` · ${t('console.board.due', { date: date(column.due_at) })}` : ''}
        </p>
        <Details board={board} row={row} cell={cell} onDone={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Details({ board, row, cell, onDone }: Omit<Props, 'at'> & { onDone: () => void }) {
  const { t } = useTranslation();
  const message = useMessage();
  const tally = cell.tally ?? null;
  if (cell.no_source) return <p className={styles.text}>{t('console.board.no_source_text')}</p>;
  if (tally === null) return <p className={styles.text}>{t('console.board.not_measured_text')}</p>;
  if (cell.none || tally.total === 0)
    return <p className={styles.text}>{t('console.board.none_text')}</p>;
  const base = { directive: board.directive.id, obligation: cell.obligation_id };
  const code = board.columns.find((one) => one.obligation_id === cell.obligation_id)?.code;
  return (
    <>
      <ul className={styles.states}>
        {STATES.filter((state) => tally[state] > 0).map((state) => (
          <li key={state}>
            <span className={styles.one} aria-hidden="true">
              <Stalks tally={{ ...EMPTY, [state]: 1, total: 1 }} />
            </span>
            <span className="grow">{t(`console.states.${state}`)}</span>
            <strong>{number(tally[state])}</strong>
          </li>
        ))}
        <li className={styles.sum}>
          <span className="grow">{t('console.board.in_all')}</span>
          <strong>{number(tally.total)}</strong>
        </li>
      </ul>
      {tally.attested > 0 && (
        <p className="small second">
          {t('console.hedge.attested', { number: number(tally.attested) })}
        </p>
      )}
      {cell.because.length > 0 && (
        <>
          <h4>{t('console.board.because')}</h4>
          <ul className={styles.because}>
            {cell.because.map((reason, at) => (
              <li key={at}>
                {reason.filter ? (
                  <Link to="/viec" search={{ ...base, ...findingFilters(reason.filter) }}>
                    <span className="grow">{message(reason.message)}</span>
                    <strong>{number(reason.count)}</strong>
                    <IconChevronRight size={15} stroke={1.75} aria-hidden="true" />
                  </Link>
                ) : (
                  <div>
                    <span className="grow">{message(reason.message)}</span>
                    <strong>{number(reason.count)}</strong>
                  </div>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {code === 'contacts' && (
        <p className="small">
          <Link to="/don-vi/$id" params={{ id: row.organization.id }}>
            {t('console.contacts.of_body')}
          </Link>
        </p>
      )}
      <Explanation board={board} row={row} cell={cell} onDone={onDone} />
    </>
  );
}

function Explanation({ board, row, cell, onDone }: Omit<Props, 'at'> & { onDone: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [writing, setWriting] = useState(false);
  const [text, setText] = useState(cell.explanation?.text ?? '');
  const save = useMutation({
    mutationFn: () =>
      data(
        client.PUT('/api/v1/directives/{directive_id}/explanations', {
          params: { path: { directive_id: board.directive.id } },
          body: {
            organization_id: row.organization.id,
            obligation_id: cell.obligation_id,
            text: text.trim(),
          },
        }),
      ),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['board', board.directive.id] });
      done(t('console.board.explanation_saved'));
      onDone();
    },
    onError: wrong,
  });
  const frozen = Boolean(board.frozen);
  return (
    <div className={styles.explanation}>
      <h4>{t('console.board.explanation')}</h4>
      {writing ? (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate();
          }}
        >
          <Textarea
            data-autofocus
            autosize
            minRows={3}
            maxRows={8}
            maxLength={1000}
            aria-label={t('console.board.explanation')}
            placeholder={t('console.board.explanation_hint')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <div className="row">
            <Button type="submit" size="xs" loading={save.isPending}>
              {t('console.common.save')}
            </Button>
            <Button size="xs" variant="default" onClick={() => setWriting(false)}>
              {t('console.common.cancel')}
            </Button>
          </div>
        </form>
      ) : (
        <>
          {cell.explanation ? (
            <>
              <p>{cell.explanation.text}</p>
              <p className="small third">
                {cell.explanation.by} · {dateTime(cell.explanation.at)}
              </p>
            </>
          ) : (
            <p className="small third">{t('console.board.no_explanation')}</p>
          )}
          {!frozen && (
            <Button
              size="xs"
              variant="default"
              mt={8}
              leftSection={<IconPencil size={14} stroke={1.75} />}
              onClick={() => setWriting(true)}
            >
              {cell.explanation
                ? t('console.board.edit_explanation')
                : t('console.board.write_explanation')}
            </Button>
          )}
        </>
      )}
    </div>
  );
}
