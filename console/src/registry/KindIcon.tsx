import {
  IconBuilding,
  IconBuildingBank,
  IconBuildingFactory2,
  IconBuildingHospital,
  IconUsersGroup,
  type Icon,
} from '@tabler/icons-react';
import type { OrganizationKind } from '@/api/types';

const ICONS: Record<OrganizationKind, Icon> = {
  state: IconBuildingBank,
  party: IconBuilding,
  mass_organization: IconUsersGroup,
  public_service: IconBuildingHospital,
  enterprise: IconBuildingFactory2,
};

export function KindIcon({ kind }: { kind: OrganizationKind }) {
  const Each = ICONS[kind];
  return <Each size={18} stroke={1.75} aria-hidden="true" />;
}
