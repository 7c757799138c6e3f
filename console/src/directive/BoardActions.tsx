// What can be done with the board: another day, freeze the figures, full screen, the report.
import { ActionIcon, Button, Menu, Modal, Popover, TextInput, Tooltip } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import {
  IconCalendar,
  IconCircleCheck,
  IconDotsVertical,
  IconFileText,
  IconLock,
  IconMaximize,
  IconReportAnalytics,
} from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BASE, client, data, queryString } from '@/api/client';
import * as queries from '@/api/queries';
import type { Board } from '@/api/types';
import { useCan } from '@/app/can';
import { done, wrong } from '@/app/toasts';
import { dateTime, dayOf } from '@/lib/format';
import { CloseDirective } from './CloseDirective';

const DayPicker = lazy(() => import('@/components/DayPicker'));
const route = getRouteApi('/shell/theo-doi/$id');
const FORMATS = ['docx', 'pdf', 'xlsx', 'csv', 'json'] as const;

function Report({ board }: { board: Board }) {
  const { t } = useTranslation();
  const [layout, setLayout] = useState<'state' | 'party'>('state');
  const href = (format: string) =>
    `${BASE}/directives/${board.directive.id}/report${queryString({ format, layout, cut_off: board.frozen?.id })}`;
  return (
    <Menu width={310}>
      <Menu.Target>
        <Button leftSection={<IconFileText size={17} stroke={1.75} />}>
          {t('console.board.report')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('console.board.layout')}</Menu.Label>
        <Menu.RadioGroup value={layout} onChange={(value) => setLayout(value as 'state' | 'party')}>
          {(['state', 'party'] as const).map((each) => (
            <Menu.RadioItem key={each} value={each} closeMenuOnClick={false}>
              {t(`console.board.layout_${each}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        {FORMATS.map((format) => (
          <Menu.Item key={format} component="a" href={href(format)} download>
            {t(`console.board.format_${format}`)}
          </Menu.Item>
        ))}
        {!board.frozen && <Menu.Label>{t('console.board.report_live')}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  );
}

function CutOffDialog({ board, onClose }: { board: Board; onClose: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const navigate = route.useNavigate();
  const [note, setNote] = useState('');
  const freeze = useMutation({
    mutationFn: () =>
      data(
        client.POST('/api/v1/directives/{directive_id}/cut-offs', {
          params: { path: { directive_id: board.directive.id } },
          body: { note: note.trim() || null },
        }),
      ),
    onSuccess: async (cut) => {
      await cache.invalidateQueries({ queryKey: ['cut-offs', board.directive.id] });
      onClose();
      done(t('console.board.cut_off_done'));
      await navigate({ search: { cut_off: cut.id } });
    },
    onError: wrong,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('console.board.cut_off')}
      closeButtonProps={{ 'aria-label': t('console.common.close') }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          freeze.mutate();
        }}
      >
        <p>{t('console.board.cut_off_text')}</p>
        <TextInput
          data-autofocus
          label={t('console.board.cut_off_note')}
          placeholder={t('console.board.cut_off_note_hint')}
          value={note}
          maxLength={200}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <div className="row">
          <Button type="submit" loading={freeze.isPending}>
            {t('console.board.cut_off')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('console.common.cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

export function BoardActions({ board }: { board: Board }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const search = route.useSearch();
  const can = useCan();
  const [freezing, setFreezing] = useState(false);
  const [closing, setClosing] = useState(false);
  const [picking, setPicking] = useState(false);
  const { data: cuts } = useQuery({ ...queries.cutOffs(board.directive.id), enabled: picking });
  const wall = () => {
    // Refused where the browser allows no full screen; the page still fills the window.
    void document.documentElement.requestFullscreen().catch(() => undefined);
    void navigate({ search: (before) => ({ ...before, wall: '1' }) });
  };
  return (
    <>
      <Popover
        width={300}
        position="bottom-end"
        opened={picking}
        onChange={setPicking}
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <Button
            variant="default"
            leftSection={<IconCalendar size={17} stroke={1.75} />}
            onClick={() => setPicking(!picking)}
          >
            {t('console.board.other_day')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown p={8} aria-label={t('console.board.other_day')}>
          <Suspense fallback={<div style={{ height: 270 }} />}>
            <DayPicker
              value={search.as_of ?? null}
              min={dayOf(new Date(board.directive.received_at))}
              max={dayOf(new Date())}
              onChange={(day) => {
                setPicking(false);
                void navigate({ search: day === dayOf(new Date()) ? {} : { as_of: day } });
              }}
            />
          </Suspense>
          {cuts && cuts.items.length > 0 && (
            <p className="small third">{t('console.board.cut_offs')}</p>
          )}
          {cuts?.items.map((cut) => (
            <Button
              key={cut.id}
              variant="subtle"
              color="gray"
              fullWidth
              justify="flex-start"
              leftSection={<IconLock size={16} stroke={1.75} />}
              title={cut.note || undefined}
              onClick={() => {
                setPicking(false);
                void navigate({ search: { cut_off: cut.id } });
              }}
            >
              <span className="clip" style={{ maxWidth: 236 }}>
                {[dateTime(cut.at), cut.note].filter(Boolean).join(' · ')}
              </span>
            </Button>
          ))}
        </Popover.Dropdown>
      </Popover>
      <Report board={board} />
      <Menu width={230}>
        <Tooltip label={t('console.common.more_actions')}>
          <Menu.Target>
            <ActionIcon variant="default" size={36} aria-label={t('console.common.more_actions')}>
              <IconDotsVertical size={18} stroke={1.75} />
            </ActionIcon>
          </Menu.Target>
        </Tooltip>
        <Menu.Dropdown>
          {!board.frozen && (
            <Menu.Item
              leftSection={<IconLock size={17} stroke={1.75} />}
              onClick={() => setFreezing(true)}
            >
              {t('console.board.cut_off')}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconReportAnalytics size={17} stroke={1.75} />}
            onClick={() =>
              void navigate({ to: '/theo-doi/$id/van-ban', params: { id: board.directive.id } })
            }
          >
            {t('console.board.open_letter')}
          </Menu.Item>
          <Menu.Item leftSection={<IconMaximize size={17} stroke={1.75} />} onClick={wall}>
            {t('console.board.wall')}
          </Menu.Item>
          {board.directive.state === 'confirmed' && can('directives.issue') && (
            <Menu.Item
              leftSection={<IconCircleCheck size={17} stroke={1.75} />}
              onClick={() => setClosing(true)}
            >
              {t('console.board.close')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {closing && <CloseDirective id={board.directive.id} onClose={() => setClosing(false)} />}
      {freezing && <CutOffDialog board={board} onClose={() => setFreezing(false)} />}
    </>
  );
}
