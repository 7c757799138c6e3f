// The bar of a large file on its way, with a word on what a broken connection means.
import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export function Sending({ percent }: { percent: number | undefined }) {
  const { t } = useTranslation();
  if (percent === undefined) return null;
  return (
    <div className="stack" role="status">
      <Progress value={percent} aria-label={t('console.sending.label')} />
      <p className="small second">{t('console.sending.text', { percent: String(percent) })}</p>
    </div>
  );
}
