// Ends the following of a letter; the board stays to be read, and findings stay owed.
import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { client, data } from '@/api/client';
import { done, wrong } from '@/app/toasts';

export function CloseDirective({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const close = useMutation({
    mutationFn: () =>
      data(
        client.POST('/api/v1/directives/{directive_id}/close', {
          params: { path: { directive_id: id } },
        }),
      ),
    onSuccess: async () => {
      done(t('console.board.close_done'));
      onClose();
      await cache.invalidateQueries();
    },
    onError: wrong,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('console.board.close')}
      closeButtonProps={{ 'aria-label': t('console.common.close') }}
    >
      <div className="stack">
        <p>{t('console.board.close_text')}</p>
        <div className="row">
          <Button loading={close.isPending} onClick={() => close.mutate()}>
            {t('console.board.close')}
          </Button>
          <Button variant="default" data-autofocus onClick={onClose}>
            {t('console.common.cancel')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
