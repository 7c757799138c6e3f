// Every page, drawn over the mock API in both languages: it has its title, no code without a text,
// and passes the accessibility rules of axe (colours are checked in lib/contrast.test.ts).
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { render, screen, waitFor } from '@testing-library/react';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { makeRouter } from './app/router';
import { theme } from './app/theme';
import { switchLanguage, type Language } from './i18n';
import { number } from './lib/format';
import { board, directives, findings, lists, organizations } from './mocks/data';

const draft = directives.find(({ state }) => state === 'draft')?.id ?? '';
const open = directives[0]?.id ?? '';
const preview = lists.find(({ state }) => state === 'preview')?.id ?? '';
const zone = lists.find(({ state }) => state === 'needs_zone')?.id ?? '';
const imported = lists.find(({ state }) => state === 'imported')?.id ?? '';

const PAGES: [string, RegExp][] = [
  ['/dang-nhap', /Đăng nhập|Sign in/],
  ['/bat-dau?token=x', /Tạo tài khoản đầu tiên|Create the first account/],
  ['/loi-moi/x', /Nhận lời mời|Accept the invitation/],
  ['/dat-lai/x', /Đặt mật khẩu mới|Set a new password/],
  ['/hom-nay', /Hôm nay còn 3 việc|3 tasks today/],
  ['/theo-doi', /Theo dõi thực hiện|Progress/],
  ['/theo-doi/nhap', /Nhập văn bản|Import a letter/],
  [`/theo-doi/${open}`, /Tết Đinh Mùi/],
  [`/theo-doi/${open}?wall=1`, /Tết Đinh Mùi/],
  [`/theo-doi/${draft}/van-ban`, /Tết Nguyên đán/],
  ['/ma-doc', /Danh sách IP botnet|Botnet lists/],
  ['/ma-doc/nhap', /Nạp danh sách|Import a list/],
  [`/ma-doc/danh-sach/${preview}`, /botnet-thang-11/],
  [`/ma-doc/danh-sach/${zone}`, /danh-sach-ip/],
  [`/ma-doc/danh-sach/${imported}`, /botnet-thang-10/],
  ['/ma-doc/chua-ro-don-vi', /Địa chỉ chưa rõ đơn vị|Addresses without a body/],
  ['/dau-moi?address=192.0.2.1', /Đầu mối|Contacts/],
  ['/viec', /Việc cần xử lý|Findings/],
  [`/viec/${findings[0]?.id ?? ''}`, /andromeda/],
  ['/don-vi', /Đơn vị|Bodies/],
  ['/don-vi/dia-chi', /Dải địa chỉ|Address ranges/],
  ['/don-vi/nhap-tep', /Nhập từ tệp|Import a file/],
  ['/don-vi/nhap-tep?id=import-1', /Nhập từ tệp|Import a file/],
  [`/don-vi/${organizations[3]?.id ?? ''}`, /Sở Y tế/],
  ['/lich-su', /Lịch sử thao tác|History/],
  ['/cai-dat', /Cài đặt|Settings/],
  ['/cai-dat?muc=tai-khoan', /Cài đặt|Settings/],
  ['/cai-dat?muc=ma-truy-cap', /Cài đặt|Settings/],
  ['/cai-dat?muc=chung', /Cài đặt|Settings/],
  ['/cai-dat?muc=du-lieu-mau', /Cài đặt|Settings/],
];

function draw(path: string) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const router = makeRouter(client, createMemoryHistory({ initialEntries: [path] }));
  const { container } = render(
    <MantineProvider theme={theme} withCssVariables={false} withGlobalClasses={false} env="test">
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return { client, container };
}

describe.each<Language>(['vi', 'en'])('pages in %s', (language) => {
  it.each(PAGES)('%s', async (path, title) => {
    await switchLanguage(language);
    const { client, container } = draw(path);
    const head = await screen.findByRole('heading', { level: 1, name: title }, { timeout: 6_000 });
    expect(head).toBeTruthy();
    await waitFor(() => expect(client.isFetching()).toBe(0), { timeout: 6_000 });
    expect(container.textContent).not.toMatch(/\b(console|mock|problems)\.[a-z_]+/);
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`),
    ).toEqual([]);
  });
});

describe('the board', () => {
  it('shows the figures that the server answered', async () => {
    await switchLanguage('vi');
    const answered = board(directives[0] ?? ({} as never));
    draw(`/theo-doi/${open}`);
    // jsdom lays nothing out, so the virtual rows stay away; cards and totals do not.
    expect(await screen.findByText(number(answered.cards.owed))).toBeTruthy();
    const total = answered.totals[1];
    expect(document.querySelector('tfoot')?.textContent).toContain(
      `${number(total?.verified ?? 0)}/${number(total?.total ?? 0)}`,
    );
  });
});
