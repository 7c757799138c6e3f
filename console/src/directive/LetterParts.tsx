// Recipients, letters cited and attached, and whom to call: facts of the letter, not obligations.
import { Button, FileButton } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconFileText, IconPaperclip, IconPhone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { client, data, form } from '@/api/client';
import type { DirectiveDetail } from '@/api/types';
import { done, wrong } from '@/app/toasts';
import { Card } from '@/components/Page';
import { Tag } from '@/components/states';
import { useMessage } from '@/i18n/messages';
import { bytes, date, number } from '@/lib/format';
import styles from './LetterPage.module.css';

/** Adds a letter that came along: one of those cited (`cited`, its place), or another. */
function AttachButton({
  directive,
  cited,
  label,
}: {
  directive: DirectiveDetail;
  cited?: number;
  label: string;
}) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const send = useMutation({
    mutationFn: (file: File) =>
      data(
        client.POST('/api/v1/directives/{directive_id}/files', {
          params: { path: { directive_id: directive.id } },
          body: form({ file, cited: cited?.toString() }) as never,
        }),
      ),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['directives'] });
      done(t('console.directive.attached_now'));
    },
    onError: wrong,
  });
  return (
    <FileButton onChange={(file) => file && send.mutate(file)} accept=".docx,.pdf,.txt">
      {(props) => (
        <Button
          {...props}
          size="compact-xs"
          variant="default"
          aria-label={label}
          loading={send.isPending}
        >
          {t('console.directive.attach')}
        </Button>
      )}
    </FileButton>
  );
}

export function LetterParts({
  directive,
  mayEdit,
}: {
  directive: DirectiveDetail;
  mayEdit: boolean;
}) {
  const { t } = useTranslation();
  const message = useMessage();
  const { recipients, addressees, cited, contacts } = directive.reading;
  const { have, said } = directive.attached;
  return (
    <>
      {(addressees.length > 0 || recipients.length > 0) && (
        <Card title={t('console.directive.recipients')}>
          <ul className={styles.parts}>
            {addressees.map((text) => (
              <li key={text}>
                <span className="grow">{text}</span>
                <Tag>{t('console.recipient_roles.addressee')}</Tag>
              </li>
            ))}
            {recipients.map(({ text, role, organization }) => (
              <li key={text}>
                <span className="grow">{organization?.name ?? text}</span>
                <Tag>{t(`console.recipient_roles.${role}`, { defaultValue: role })}</Tag>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {(cited.length > 0 || said > 0 || directive.files.length > 0) && (
        <Card
          aside={
            mayEdit && (
              <AttachButton directive={directive} label={t('console.directive.attach_other')} />
            )
          }
          title={
            said > 0
              ? t('console.directive.cited_of', { have: number(have), said: number(said) })
              : t('console.directive.cited')
          }
        >
          <ul className={styles.parts}>
            {cited.map((letter, at) => (
              <li key={at}>
                <IconFileText size={18} stroke={1.75} aria-hidden="true" />
                <span className="grow" style={{ minWidth: 0 }}>
                  {letter.directive_id ? (
                    <Link to="/theo-doi/$id" params={{ id: letter.directive_id }}>
                      {letter.number ?? letter.text}
                    </Link>
                  ) : (
                    (letter.number ?? letter.text)
                  )}
                  {letter.date && <span className="second"> · {date(letter.date)}</span>}
                  <span className="small second">
                    {' '}
                    · {t(`console.cited_how.${letter.how}`, { defaultValue: letter.how })}
                  </span>
                </span>
                {letter.attached_file ? (
                  <Tag tone="leaf">{t('console.directive.attached')}</Tag>
                ) : (
                  <Tag tone="hatch">{t('console.directive.not_attached')}</Tag>
                )}
                {mayEdit && !letter.attached_file && (
                  <AttachButton
                    directive={directive}
                    cited={at}
                    label={t('console.directive.attach_cited', {
                      letter: letter.number ?? letter.text,
                    })}
                  />
                )}
              </li>
            ))}
            {directive.files.map((file) => (
              <li key={file.id}>
                <IconPaperclip size={18} stroke={1.75} aria-hidden="true" />
                <a className="grow" href={`/api/v1/files/${file.id}`} download={file.name}>
                  {file.name}
                </a>
                <span className="small third">{bytes(file.bytes)}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {contacts.length > 0 && (
        <Card title={t('console.directive.contacts')}>
          <ul className={styles.parts}>
            {contacts.map((contact) => (
              <li key={contact.name}>
                <IconPhone size={18} stroke={1.75} aria-hidden="true" />
                <span className="grow">
                  {contact.name}
                  <span className="small second">
                    {' '}
                    {[...contact.phones, ...contact.emails].join(' · ')}
                  </span>
                  {contact.warnings.map((warning) => (
                    <span key={warning.code} className={styles.notFound}>
                      {message(warning)}
                    </span>
                  ))}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
