import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './KeyboardHelp.module.css';

const KEYS: [string, string[]][] = [
  ['move', ['j', 'k']],
  ['open', ['Enter']],
  ['select', ['x']],
  ['assign', ['a']],
  ['comment', ['c']],
  ['search', ['/']],
  ['help', ['?']],
  ['close', ['Esc']],
];

export function KeyboardHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('console.shell.keyboard')}
      closeButtonProps={{ 'aria-label': t('console.common.close') }}
    >
      <dl className={styles.keys}>
        {KEYS.map(([action, keys]) => (
          <div key={action}>
            <dt>{t(`console.keys.${action}`)}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
