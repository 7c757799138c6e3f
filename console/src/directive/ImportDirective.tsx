// A letter comes in as a file or as pasted text; what was read is then confirmed by a person.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { client, data, form } from '@/api/client';
import { fileFields } from '@/api/uploads';
import { DropFile } from '@/components/DropFile';
import { Card, Page } from '@/components/Page';
import { Sending } from '@/components/Sending';
import { Trouble } from '@/components/states';
import { useUploading } from '@/lib/uploading';

export default function ImportDirective() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { percent, onProgress } = useUploading();
  const send = useMutation({
    mutationFn: async ({ file, text }: { file?: File; text?: string }) => {
      const given = file ? await fileFields(file, 'letter', onProgress) : { text };
      return data(client.POST('/api/v1/directives', { body: form(given) as never }));
    },
    onSuccess: async (directive) => {
      void cache.invalidateQueries({ queryKey: ['directives'] });
      await navigate({ to: '/theo-doi/$id/van-ban', params: { id: directive.id } });
    },
  });
  return (
    <Page
      title={t('console.directive.import')}
      crumbs={[{ text: t('console.menu.board'), to: '/theo-doi' }]}
      under={t('console.directive.import_under')}
    >
      <Card>
        <div className="stack-wide">
          <DropFile
            accept=".docx,.pdf,.txt"
            text={t('console.directive.formats')}
            busy={send.isPending}
            onFile={(file) => send.mutate({ file })}
            onText={(text) => send.mutate({ text })}
            textLabel={t('console.directive.paste')}
            textHint={t('console.directive.paste_hint')}
          />
          {send.isPending && <Sending percent={percent} />}
          {send.error && <Trouble error={send.error} />}
        </div>
      </Card>
      <p className="small third">{t('console.directive.secret')}</p>
    </Page>
  );
}
