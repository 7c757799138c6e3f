// The roles to choose from, each with what it may do.
import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Role } from '@/api/types';

const ROLES: Role[] = ['issue', 'supervise', 'operate', 'act', 'view'];

export function RoleBoxes({
  value,
  onChange,
}: {
  value: Role[];
  onChange: (roles: Role[]) => void;
}) {
  const { t } = useTranslation();
  return (
    <Checkbox.Group label={t('console.accounts.roles')} value={value} onChange={onChange}>
      <div className="stack" style={{ marginTop: 6 }}>
        {ROLES.map((role) => (
          <Checkbox
            key={role}
            value={role}
            label={t(`console.roles.${role}`)}
            description={t(`console.roles_text.${role}`)}
          />
        ))}
      </div>
    </Checkbox.Group>
  );
}
