// The main journey in a real browser: from a list and a letter to the report, in both languages.
//
//     node e2e/run.mjs PATH-OF-LUYTRE
//
// Nothing is mocked: a server with the sample province, Chromium, the console as it is served.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { docx } from "./docx.mjs";
import {
  checkAccess,
  fail,
  pattern,
  rawWords,
  startBrowser,
  startServer,
  words,
} from "./lib.mjs";

const PASSWORD = "bảy con mèo đen 1965";
const PASTED = `Danh sách địa chỉ IP nhiễm mã độc tháng 03/2026
Địa chỉ IP\tMã độc\tLần cuối (UTC)
203.0.113.61\temotet\t2026-03-05 08:00:00
203.0.113.62\temotet\t2026-03-06 09:00:00
192.0.2.200\tmirai\t2026-03-07 10:00:00`;
const WRONG = `Địa chỉ IP\tMã độc\tLần cuối (UTC)
203.0.113.61\ttinba\t2026-04-09 08:00:00`;
const LETTER = [
  "ỦY BAN NHÂN DÂN TỈNH TRE XANH",
  "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
  "Số: 99/SKHCN-CĐS",
  "Tre Xanh, ngày 02 tháng 3 năm 2026",
  "V/v xử lý địa chỉ IP nhiễm mã độc và tăng cường trực giám sát an toàn thông tin mạng",
  "Kính gửi: Các sở, ban, ngành; UBND các xã, phường, đặc khu",
  "Sở Khoa học và Công nghệ đề nghị các cơ quan, đơn vị thực hiện các nội dung sau:",
  "1. Ưu tiên rà quét, bóc gỡ mã độc trên các máy tính thuộc danh sách địa chỉ IP botnet.",
  "2. Tổ chức trực giám sát an toàn thông tin mạng 24/7.",
  "3. Khắc phục các lỗ hổng bảo mật đã được cảnh báo.",
  "4. Báo cáo kết quả thực hiện về Sở Khoa học và Công nghệ trước ngày 20/03/2026.",
];
const CSV = `IP,Malware,Last seen (UTC)
198.51.100.17,qakbot,2026-04-02 01:00:00
198.51.100.17,qakbot,2026-04-03 01:00:00
`;

const t = words("vi");
const raw = rawWords("vi");
const started = Date.now();
const violations = [];
const server = await startServer(process.argv[2] ?? fail("name the program"));
const { browser, troubles, watch } = await startBrowser();
const context = await browser.newContext({
  viewport: { width: 1440, height: 900 },
  locale: "vi-VN",
  timezoneId: "Asia/Ho_Chi_Minh",
  reducedMotion: "reduce",
  acceptDownloads: true,
});
const page = watch(await context.newPage());
let at = "start";

async function step(name, work) {
  at = name;
  const begun = Date.now();
  await work();
  console.log(`  ${name}: ${Date.now() - begun} ms`);
}

const button = (text) => page.getByRole("button", { name: text, exact: true });
const look = (name, of = page) => checkAccess(of, name, violations);
const main = page.locator("#main, main").first();

/** Opens a page and waits until its heading and its content stand. */
async function open(path, name, of = page) {
  await of.goto(server.base + path);
  await of.locator("h1").first().waitFor();
  await of.waitForLoadState("load");
  await of.waitForFunction(
    () => !document.querySelector('[data-bone], [aria-busy="true"]'),
  );
  await look(name, of);
}

/** Takes a list that is being previewed to its end. */
async function confirmList() {
  await page
    .getByRole("button", { name: pattern(raw("lists.confirm")) })
    .click();
  await page.getByText(t("lists.absent"), { exact: true }).waitFor();
}

try {
  await step("first account by the link", async () => {
    await page.goto(server.link);
    await look("first account");
    await page.getByLabel(t("account.name")).fill("Người Mẫu");
    await page.getByLabel(t("account.login")).fill("nguoi.mau");
    await page
      .getByRole("textbox", { name: t("account.password"), exact: false })
      .first()
      .fill(PASSWORD);
    await page
      .getByRole("textbox", { name: t("account.password_again") })
      .fill(PASSWORD);
    await button(t("account.create")).click();
    await page.waitForURL(/\/(theo-doi|hom-nay)/);
    await page.locator("h1").first().waitFor();
    await look("home");
  });

  let finding = "";
  await step("a list, pasted", async () => {
    await open("/ma-doc/nhap", "new list");
    await page.getByRole("textbox", { name: t("lists.paste") }).fill(PASTED);
    await button(t("drop.read")).click();
    await page.waitForURL(/\/ma-doc\/danh-sach\//);
    await page
      .getByText(pattern(raw("lists.preview_text")))
      .first()
      .waitFor();
    await look("list preview");
    await confirmList();
    await look("list result");
  });

  await step("a list, as a file", async () => {
    await open("/ma-doc/nhap", "new list");
    const file = join(server.folder, "danh-sach-04.csv");
    writeFileSync(file, CSV);
    await page.locator("input[type=file]").setInputFiles(file);
    await page.waitForURL(/\/ma-doc\/danh-sach\//);
    await page
      .getByText(pattern(raw("lists.preview_text")))
      .first()
      .waitFor();
    await confirmList();
    await open("/ma-doc", "lists");
    await page.getByText("danh-sach-04.csv").first().waitFor();
  });

  await step("a list, withdrawn", async () => {
    await open("/ma-doc/nhap", "new list");
    await page.getByRole("textbox", { name: t("lists.paste") }).fill(WRONG);
    await button(t("drop.read")).click();
    await page.waitForURL(/\/ma-doc\/danh-sach\//);
    await page
      .getByText(pattern(raw("lists.preview_text")))
      .first()
      .waitFor();
    await confirmList();
    await button(t("lists.withdraw")).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(pattern(raw("lists.withdraw_closed"))).waitFor();
    await look("withdrawal");
    await dialog.getByRole("textbox").fill("Gửi nhầm danh sách của tỉnh khác");
    await dialog
      .getByRole("button", { name: t("lists.withdraw"), exact: true })
      .click();
    await page.getByText(t("lists.withdrawn_done")).first().waitFor();
    await dialog.waitFor({ state: "detached" });
    await look("list withdrawn");
  });

  await step("the finding, seen and acted on", async () => {
    await open("/viec?q=qakbot", "findings");
    const link = page.locator('a[href^="/viec/"]').first();
    await link.waitFor();
    finding = await link.getAttribute("href");
    await open(finding, "finding");
    await main.getByText("198.51.100.17").first().waitFor();
    await button(t("actions.acknowledge")).first().click();
    const panel = page.getByRole("dialog");
    await panel.waitFor();
    await look("action panel");
    await panel
      .getByRole("button", { name: t("actions.acknowledge"), exact: true })
      .click();
    await page.getByText(t("actions.done_acknowledge")).first().waitFor();
    await panel.waitFor({ state: "detached" });
  });

  await step("the queue", async () => {
    await open("/ma-doc/chua-ro-don-vi", "queue");
    await main.getByText("192.0.2.200").first().waitFor();
  });

  let board = "";
  await step("whom to call, and a call", async () => {
    await open("/dau-moi?address=203.0.113.42", "contacts");
    await main.getByText("203.0.113.40/29").first().waitFor();
    await page
      .getByRole("textbox", { name: t("contacts.search") })
      .fill("benh vien");
    await page.waitForURL(/q=benh/);
    const table = page.getByRole("table", { name: t("menu.contacts") });
    await table.getByRole("row").nth(2).waitFor();
    await table
      .getByRole("button", { name: t("contacts.record"), exact: true })
      .first()
      .click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox").first().waitFor();
    await look("call");
    await dialog
      .getByRole("button", { name: t("contacts.record"), exact: true })
      .click();
    await page.getByText(t("contacts.recorded_verified")).first().waitFor();
  });

  await step("the letter, read and confirmed", async () => {
    await open("/theo-doi/nhap", "new letter");
    const letter = join(server.folder, "cong-van-99.docx");
    writeFileSync(letter, docx(LETTER));
    await page.locator("input[type=file]").setInputFiles(letter);
    await page.waitForURL(/\/van-ban/);
    await page.getByText("99/SKHCN-CĐS").first().waitFor();
    await look("letter");
    await page
      .getByRole("button", { name: pattern(raw("directive.confirm")) })
      .click();
    await page.waitForURL(/\/theo-doi\/[^/]+$/);
    board = new URL(page.url()).pathname;
    await page.getByRole("table").first().waitFor();
    await look("board");
  });

  await step("why a figure is as it is", async () => {
    const cell = page
      .getByRole("table")
      .first()
      .locator("tbody button")
      .first();
    await cell.click();
    await page
      .getByText(t("board.because"))
      .or(page.getByText(t("board.explanation")))
      .first()
      .waitFor();
    await look("cell");
    await page.keyboard.press("Escape");
  });

  for (const [format, begins] of [
    ["docx", "PK"],
    ["pdf", "%PDF-"],
    ["xlsx", "PK"],
  ]) {
    await step(`the report as ${format}`, async () => {
      await open(board, "board");
      await button(t("board.report")).click();
      const item = page.getByRole("menuitem", {
        name: t(`board.format_${format}`),
      });
      await item.waitFor();
      if (format === "docx") await look("report menu");
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        item.click(),
      ]);
      const bytes = readFileSync(await download.path());
      if (bytes.subarray(0, begins.length).toString("latin1") !== begins)
        fail(
          `the ${format} begins with ${bytes.subarray(0, 8).toString("latin1")}`,
        );
      if (bytes.length < 2_000)
        fail(`the ${format} has only ${bytes.length} bytes`);
      if (!download.suggestedFilename().endsWith(`.${format}`))
        fail(`the ${format} is named ${download.suggestedFilename()}`);
    });
  }

  await step("the history, checked", async () => {
    await open("/lich-su", "history");
    await button(t("history.verify")).click();
    await page
      .getByText(pattern(raw("history.whole")))
      .first()
      .waitFor();
    await look("history, checked");
  });

  await step("the other pages", async () => {
    for (const path of [
      "/hom-nay",
      "/theo-doi",
      "/viec",
      "/don-vi",
      "/don-vi/dia-chi",
      "/dau-moi",
      "/cai-dat",
    ])
      await open(path, path);
    await open(`${board}?wall=1`, "wall board").catch(() =>
      fail("the wall board does not open"),
    );
  });

  await step("in English, in the dark", async () => {
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    await open("/hom-nay", "today, dark");
    await page.getByRole("button", { name: t("shell.other_language") }).click();
    const en = words("en");
    await page
      .getByRole("link", { name: en("menu.history") })
      .first()
      .waitFor();
    for (const path of [
      board,
      finding,
      "/ma-doc",
      "/dau-moi",
      "/viec",
      "/lich-su",
      "/cai-dat",
    ])
      await open(path, `${path.replace(/[0-9a-f-]{36}/, "…")}, English, dark`);
    await page
      .getByRole("button", { name: en("shell.other_language") })
      .click();
  });

  await step("today on a phone", async () => {
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of ["/hom-nay", finding, "/dau-moi", board]) {
      await open(path, `${path.replace(/[0-9a-f-]{36}/, "…")}, phone`);
      const wider = await page.evaluate(
        () =>
          document.documentElement.scrollWidth -
          document.documentElement.clientWidth,
      );
      if (wider > 0)
        violations.push({
          place: `${path}, phone`,
          what: `${wider} px too wide`,
        });
    }
  });

  await step("out, and in again", async () => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await context.clearCookies();
    await page.goto(`${server.base}/hom-nay`);
    await page.waitForURL(/dang-nhap/);
    await look("sign in");
    await page.getByLabel(t("account.login")).fill("nguoi.mau");
    await page
      .getByRole("textbox", { name: t("account.password") })
      .fill(PASSWORD);
    await button(t("account.sign_in")).click();
    await page.waitForURL(/hom-nay/);
  });
} catch (error) {
  const folder = process.env.LUYTRE_E2E_SHOTS;
  if (folder) {
    mkdirSync(folder, { recursive: true });
    await page
      .screenshot({ path: join(folder, "failed.png") })
      .catch(() => undefined);
  }
  troubles.push(`at “${at}” on ${page.url()}: ${error.message}`);
} finally {
  await browser.close();
  await server.stop();
}

// What is refused by design is no trouble: nobody is signed in at first and at the end.
const real = troubles.filter((text) => !/\/api\/v1\/session → 401/.test(text));
const places = new Map();
for (const { place, what } of violations)
  places.set(what, [...(places.get(what) ?? []), place]);
for (const [what, where] of places)
  console.error(
    `not accessible: ${what} (on ${[...new Set(where)].join(", ")})`,
  );
for (const text of real) console.error(`trouble: ${text}`);
console.log(`end to end: ${Math.round((Date.now() - started) / 1000)} s`);
process.exit(violations.length + real.length > 0 ? 1 : 0);
