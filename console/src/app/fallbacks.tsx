// What stands in place of a page that is coming, is not there, or failed.
import { type ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/ButtonLink';
import { Card } from '@/components/Page';
import { Bone, BoneRows, Empty, Trouble } from '@/components/states';

export function PageWaiting() {
  return (
    <div className="stack-wide" aria-busy="true">
      <div className="stack">
        <Bone width={360} height={24} />
        <Bone width={240} />
      </div>
      <Card flush>
        <BoneRows rows={8} />
      </Card>
    </div>
  );
}

export function PageTrouble({ error, reset }: ErrorComponentProps) {
  return <Trouble error={error} again={reset} />;
}

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Empty
      title={t('console.not_found.title')}
      action={<ButtonLink to="/">{t('console.not_found.home')}</ButtonLink>}
    >
      {t('console.not_found.text')}
    </Empty>
  );
}
