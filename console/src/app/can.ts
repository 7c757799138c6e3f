// What the signed-in person may do; the server decides, the page only leaves out what it would refuse.
import { useQuery } from '@tanstack/react-query';
import * as queries from '@/api/queries';

export function useCan(): (permission: string) => boolean {
  const { data } = useQuery(queries.session);
  return (permission) => data?.permissions.includes(permission) ?? false;
}
