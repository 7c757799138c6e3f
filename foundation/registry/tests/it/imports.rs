//! Files: previewed, confirmed as one event, undone; every row-level mistake at its place.

use std::collections::{BTreeMap, BTreeSet};

use crate::province::{Province, provinces};
use db::Tx;
use kernel::{Classified as _, Locale, Problem};
use registry::import::{
    ImportKind, ImportPlan, ImportScope, ImportTable, ImportTableRow, RowAction, export, import,
    preview,
};
use registry::store::{self, PeopleFilter};
use registry::{ContactRole, Name, OrganizationPatch, RegistryError};

/// A table from lines with `|` between cells; row 1 is the header.
fn table(text: &str) -> ImportTable {
    let row = |(number, line): (u64, &str)| ImportTableRow {
        number,
        cells: line.split('|').map(|cell| cell.trim().to_owned()).collect(),
    };
    ImportTable {
        file: "tỉnh.csv".to_owned(),
        rows: (1..).zip(text.trim().lines()).map(row).collect(),
        ..ImportTable::default()
    }
}

const BODIES: &str = "
    Tên cơ quan | Mã định danh | Trực thuộc | Loại | Tên viết tắt | Từ ngày | Đến ngày
    Phường Bắc Hà | H32.40 | Ủy ban nhân dân tỉnh Sông Hạ | Nhà nước | | 01/07/2025 |
    Trường THCS Mẫu | | Phường Bắc Hà | Sự nghiệp | | 01/07/2025 |
    Ủy ban nhân dân tỉnh Sông Hạ | H32 | | Nhà nước | UBND tỉnh | |
    Sở Y tế | H32.12 | H32 | | SYT | | 31/12/2030
    Tỉnh ủy Sông Hạ | A50 | | Đảng | | |";

const CLAIMS: &str = "
    Cơ quan | Dải địa chỉ | Lối ra chung | Ghi chú | Từ ngày
    SYT | 192.0.2.0/25 | không | đường truyền chính | 01/01/2026
    Phường Bắc Hà | 192.0.2.128/26 | | |
    H32 | songha.example | | |
    Phường Bắc Hà | 203.0.113.1 | có | |
    Sở Y tế | 203.0.113.1 | x | |";

const PEOPLE: &str = "
    Họ và tên | Cơ quan | Chức vụ | Điện thoại | Email
    Người Mẫu Một | SYT | Trưởng phòng | 0990000001; 0990000002 | mot@songha.example
    Người Mẫu Hai | Phường Bắc Hà | | +84 99 000 0003 |";

const CONTACTS: &str = "
    Họ và tên | Chức vụ | Vai trò đầu mối | Mã đơn vị | Tên đơn vị | Điện thoại | Di động | Ngày xác minh | Ghi chú
    Người Mẫu Một | Trưởng phòng | Lãnh đạo phụ trách | SYT | Sở Y tế | 0990000001; 0990000002 | | 05/01/2020 |
    Trực ban | | Trực 24/7; Kỹ thuật | Phường Bắc Hà | | 024 399 9999 | 0990 000 004 | | gọi sau 17 giờ";

const SITES: &str = "
    Tên địa điểm | Cơ quan | Địa chỉ
    Trụ sở chính | SYT | Số 1 đường Mẫu
    Trụ sở chính | Phường Bắc Hà |";

impl Province {
    async fn look(&self, kind: ImportKind, table: &ImportTable, tx: &mut Tx) -> ImportPlan {
        let scope =
            ImportScope { within: None, may_approve: true, now: testkit::now(), ids: &self.ids };
        preview(kind, table, None, &scope, tx).await.unwrap()
    }

    async fn bring(&self, kind: ImportKind, table: &ImportTable) -> ImportPlan {
        let mut tx = self.db().write().await.unwrap();
        let plan = self.look(kind, table, &mut tx).await;
        assert_eq!(plan.problems, [], "{kind:?}");
        self.pen().confirm_import(plan.id, &mut tx).await.unwrap();
        tx.commit().await.unwrap();
        plan
    }

    async fn fill(&self) {
        self.bring(ImportKind::Organizations, &table(BODIES)).await;
        self.bring(ImportKind::Sites, &table(SITES)).await;
        self.bring(ImportKind::Claims, &table(CLAIMS)).await;
        self.bring(ImportKind::People, &table(PEOPLE)).await;
    }
}

fn codes(problems: &[Problem]) -> Vec<(u64, Option<&str>, &str)> {
    problems
        .iter()
        .map(|one| (one.place.row.unwrap_or(0), one.place.column.as_deref(), one.code.as_str()))
        .collect()
}

#[tokio::test]
async fn a_province_is_brought_in_and_its_export_changes_nothing() {
    for province in provinces().await {
        province.fill().await;
        let plan = province.bring(ImportKind::Contacts, &table(CONTACTS)).await;
        assert_eq!((plan.added, plan.changed), (1, 1), "the first is known as a person");
        let mut tx = province.db().write().await.unwrap();
        let tree = store::load_tree(testkit::now(), &mut tx).await.unwrap();
        assert_eq!(tree.len(), 5);
        let school = tree.nodes().iter().find(|node| node.name == "Trường THCS Mẫu").unwrap();
        let above: Vec<&str> = tree.ancestors(school.id).map(|node| node.name.as_str()).collect();
        assert_eq!(above, ["Phường Bắc Hà", "Ủy ban nhân dân tỉnh Sông Hạ"]);
        for kind in ImportKind::ALL {
            for locale in [Locale::Vi, Locale::En] {
                let out = export(*kind, None, locale, testkit::now(), &mut tx).await.unwrap();
                assert!(!out.rows.is_empty());
                let plan = province.look(*kind, &out.to_import("ra.xlsx"), &mut tx).await;
                assert_eq!(plan.problems, [], "{kind:?}");
                assert_eq!(plan.unchanged, out.rows.len() as u64, "{kind:?}: {:?}", plan.diff);
                assert!(!plan.can_confirm(), "nothing to do");
                let mut without_ids = out.to_import("ra.csv");
                for row in &mut without_ids.rows {
                    row.cells.pop();
                }
                let plan = province.look(*kind, &without_ids, &mut tx).await;
                assert_eq!(plan.unchanged, out.rows.len() as u64, "{kind:?}: {:?}", plan.diff);
            }
        }
        tx.commit().await.unwrap();
        province.assert_rebuilds().await;
    }
}

#[tokio::test]
async fn a_preview_shows_what_would_change_and_nothing_counts_before_it_is_confirmed() {
    for province in provinces().await {
        province.fill().await;
        let mut tx = province.db().write().await.unwrap();
        let change = table(
            "Mã định danh | Tên\n H32.12 | Sở Y tế tỉnh Sông Hạ\n H32.40 | Phường Bắc Hà\n H32.99 | Sở Mới",
        );
        let plan = province.look(ImportKind::Organizations, &change, &mut tx).await;
        assert_eq!((plan.added, plan.changed, plan.unchanged), (1, 1, 1));
        let row = &plan.diff[0];
        assert_eq!(row.action, RowAction::Change);
        assert_eq!(row.before.as_ref().unwrap()["name"], "Sở Y tế");
        assert_eq!(row.after.as_ref().unwrap()["name"], "Sở Y tế tỉnh Sông Hạ");
        assert_eq!(row.after.as_ref().unwrap()["short_name"], "SYT", "an empty cell leaves it");
        assert_eq!(store::load_tree(testkit::now(), &mut tx).await.unwrap().len(), 5);
        let kept = import(plan.id, testkit::now(), &mut tx).await.unwrap();
        assert_eq!((kept.state.as_str(), &kept.plan), ("preview", &plan));
        assert_eq!(store::forget_drafts(testkit::now(), &mut tx).await.unwrap(), 0, "none is old");
        province.pen().confirm_import(plan.id, &mut tx).await.unwrap();
        assert_eq!(store::load_tree(testkit::now(), &mut tx).await.unwrap().len(), 6);
        let done = import(plan.id, testkit::now(), &mut tx).await.unwrap();
        assert_eq!(done.state, "confirmed");
        assert_eq!(done.plan.diff.len(), 2, "what did not change is not kept");
        assert_eq!(done.plan.diff[0].after.as_ref().unwrap()["name"], "Sở Y tế tỉnh Sông Hạ");
        let again = province.pen().confirm_import(plan.id, &mut tx).await;
        assert!(matches!(again, Err(RegistryError::NotFound { .. })), "never twice");
    }
}

#[tokio::test]
async fn an_import_is_undone_and_rows_that_changed_since_stay() {
    for province in provinces().await {
        province.fill().await;
        let before = testkit::dump_tables(province.db(), &["registry_organization_names"]).await;
        let change = table(
            "Mã định danh | Tên | Trực thuộc\n H32.12 | Sở Y tế Mới |\n H32.77 | Sở Bảy | H32\n H32.78 | Sở Tám | H32\n H32.79 | Phòng Chín | H32.78",
        );
        let plan = province.bring(ImportKind::Organizations, &change).await;
        let mut tx = province.db().write().await.unwrap();
        let tree = store::load_tree(testkit::now(), &mut tx).await.unwrap();
        let id = |name: &str| tree.nodes().iter().find(|node| node.name == name).unwrap().id;
        let patch = OrganizationPatch {
            name: Some(Name::new("Phòng Chín Mới").unwrap()),
            ..OrganizationPatch::default()
        };
        province.pen().change_organization(id("Phòng Chín"), patch, &mut tx).await.unwrap();
        let undone = province.pen().undo_import(plan.id, &BTreeMap::new(), &mut tx).await.unwrap();
        assert_eq!(undone.rows, 2);
        let refused: Vec<_> =
            undone.refused.iter().map(|one| (one.place.row, one.code.as_str())).collect();
        assert_eq!(
            refused,
            [(Some(4), "registry.still_used"), (Some(5), "registry.changed_since")]
        );
        assert_eq!(undone.refused[1].arguments["name"], "Phòng Chín");
        let tree = store::load_tree(testkit::now(), &mut tx).await.unwrap();
        let names: Vec<&str> = tree.nodes().iter().map(|node| node.name.as_str()).collect();
        assert!(names.contains(&"Sở Y tế") && names.contains(&"Phòng Chín Mới"));
        assert!(!names.contains(&"Sở Bảy") && names.contains(&"Sở Tám"));
        let again = province.pen().undo_import(plan.id, &BTreeMap::new(), &mut tx).await;
        assert!(matches!(again, Err(RegistryError::ImportUndone)));
        tx.commit().await.unwrap();
        province.assert_rebuilds().await;
        assert_ne!(
            before,
            testkit::dump_tables(province.db(), &["registry_organization_names"]).await
        );
    }
}

#[tokio::test]
async fn undoing_everything_leaves_nothing_and_erases_what_was_personal() {
    for province in provinces().await {
        let plans = [
            province.bring(ImportKind::Organizations, &table(BODIES)).await,
            province.bring(ImportKind::Sites, &table(SITES)).await,
            province.bring(ImportKind::Claims, &table(CLAIMS)).await,
            province.bring(ImportKind::People, &table(PEOPLE)).await,
        ];
        let mut tx = province.db().write().await.unwrap();
        let all = store::people(&PeopleFilter::default(), 9, &mut tx).await.unwrap();
        assert_eq!(all.len(), 2);
        let nobody = BTreeMap::new();
        let held = province.pen().undo_import(plans[0].id, &nobody, &mut tx).await.unwrap();
        assert_eq!(held.rows, 2, "the school and the Party body, which nothing names");
        drop(tx);
        let mut tx = province.db().write().await.unwrap();
        for plan in plans.iter().rev() {
            let undone = province.pen().undo_import(plan.id, &nobody, &mut tx).await.unwrap();
            assert_eq!(undone.refused, [], "{:?}", plan.kind);
            assert_eq!(undone.rows, plan.added);
        }
        tx.commit().await.unwrap();
        let left = testkit::dump_tables(
            province.db(),
            &["registry_claims", "registry_organizations", "registry_people", "registry_sites"],
        )
        .await;
        assert_eq!(left.lines().filter(|line| line.contains("(0)")).count(), 4, "{left}");
        let mut tx = province.db().read().await.unwrap();
        let open = tx
            .one(
                "SELECT COUNT(*) AS n FROM log_payloads
                 WHERE kind = 'personal' AND content IS NOT NULL",
                vec![],
            )
            .await
            .unwrap();
        assert_eq!(open.get::<i64>("n").unwrap(), 0);
        drop(tx);
        province.assert_rebuilds().await;
    }
}

#[tokio::test]
async fn what_is_undone_is_as_if_it_had_never_been() {
    const STATE: &[&str] = &[
        "registry_organizations",
        "registry_organization_names",
        "registry_organization_parents",
        "registry_sites",
        "registry_people",
        "registry_claims",
        "registry_claim_holders",
    ];
    for province in provinces().await {
        province.fill().await;
        let before = testkit::dump_tables(province.db(), STATE).await;
        let files = [
            (
                ImportKind::Organizations,
                "Tên | Mã | Trực thuộc | Loại | Đến ngày\n Sở Y tế Mới | H32.12 | - | Đảng | -\n Sở Bảy | H32.77 | H32 | |",
            ),
            (
                ImportKind::Claims,
                "Cơ quan | IP | Trạng thái | Ghi chú | Đến ngày\n SYT | 192.0.2.0/25 | Đã rút | - | 31/12/2031\n SYT | AS64500 | | |",
            ),
            (
                ImportKind::People,
                "Họ tên | Cơ quan | Chức vụ | Điện thoại\n Người Mẫu Một | SYT | - | 0990000009\n Người Mẫu Ba | SYT | | ",
            ),
            (ImportKind::Sites, "Tên | Cơ quan | Địa chỉ\n Trụ sở chính | SYT | -\n Kho | SYT | x"),
        ];
        for (kind, file) in files {
            let plan = province.bring(kind, &table(file)).await;
            assert_eq!((plan.added, plan.changed), (1, 1), "{kind:?}: {:?}", plan.diff);
            assert_ne!(testkit::dump_tables(province.db(), STATE).await, before);
            let mut tx = province.db().write().await.unwrap();
            let undone =
                province.pen().undo_import(plan.id, &BTreeMap::new(), &mut tx).await.unwrap();
            assert_eq!((undone.rows, undone.refused.len()), (2, 0), "{kind:?}");
            tx.commit().await.unwrap();
            assert_eq!(testkit::dump_tables(province.db(), STATE).await, before, "{kind:?}");
        }
        province.assert_rebuilds().await;
    }
}

#[tokio::test]
async fn a_body_that_a_finding_holds_is_not_taken_back() {
    for province in provinces().await {
        let plan = province.bring(ImportKind::Organizations, &table(BODIES)).await;
        let mut tx = province.db().write().await.unwrap();
        let tree = store::load_tree(testkit::now(), &mut tx).await.unwrap();
        let party = tree.nodes().iter().find(|node| node.name == "Tỉnh ủy Sông Hạ").unwrap().id;
        let held = BTreeMap::from([(party, "3 việc".to_owned())]);
        let undone = province.pen().undo_import(plan.id, &held, &mut tx).await.unwrap();
        assert_eq!(undone.rows, 4);
        assert_eq!(codes(&undone.refused), [(6, None, "registry.still_used")]);
        assert_eq!(undone.refused[0].arguments["by"], "3 việc");
    }
}

#[tokio::test]
async fn a_preview_whose_base_changed_is_refused_row_by_row() {
    for province in provinces().await {
        province.fill().await;
        let mut tx = province.db().write().await.unwrap();
        let change = table("Mã định danh | Tên\n H32.12 | Sở Một\n H32.40 | Phường Một");
        let plan = province.look(ImportKind::Organizations, &change, &mut tx).await;
        let tree = store::load_tree(testkit::now(), &mut tx).await.unwrap();
        let health = tree.nodes().iter().find(|node| node.name == "Sở Y tế").unwrap().id;
        let patch = OrganizationPatch {
            short_name: Some(Some("YT".to_owned())),
            ..OrganizationPatch::default()
        };
        province.pen().change_organization(health, patch, &mut tx).await.unwrap();
        let refused = province.pen().confirm_import(plan.id, &mut tx).await.unwrap_err();
        assert_eq!(codes(refused.problems()), [(2, None, "registry.changed_meanwhile")]);
    }
}

#[tokio::test]
async fn every_mistake_is_named_at_its_row_and_column() {
    for province in provinces().await {
        province.fill().await;
        let mut tx = province.db().write().await.unwrap();
        let bodies = table(
            "Tên | Mã | Trực thuộc | Từ ngày | Đến ngày | Loại
             Một | H3x | H32 | | |
             | H32.51 | H32 | | |
             Ba | H32.52 | Sở Y tế tỉnh | | |
             Bốn | H32.53 | Năm | | |
             Năm | H32.54 | Bốn | | |
             Sáu | H32.55 | H32 | 31/02/2026 | |
             Bảy | H32.56 | H32 | 02/01/2026 | 01/01/2026 |
             Tám | H32.57 | H32 | | | gì đó
             Chín | H32.58 | H32.12 | | |
             Mười | 000.00.58.H32 | H32 | | |
             Sở Y tế | H32.12 | H32 | | |
             Sở Y tế | H32.12 | H32 | | |",
        );
        let plan = province.look(ImportKind::Organizations, &bodies, &mut tx).await;
        assert!(!plan.can_confirm());
        assert_eq!(
            codes(&plan.problems),
            [
                (2, Some("Mã"), "registry.code_invalid"),
                (3, Some("Tên"), "registry.cell_missing"),
                (4, Some("Trực thuộc"), "registry.parent_unknown_nearest"),
                (5, Some("Trực thuộc"), "registry.cycle"),
                (6, Some("Trực thuộc"), "registry.cycle"),
                (7, Some("Từ ngày"), "registry.date_invalid"),
                (8, Some("Đến ngày"), "registry.period_invalid"),
                (9, Some("Loại"), "registry.kind_invalid"),
                (10, Some("Mã"), "registry.code_taken"),
                (11, Some("Mã"), "registry.code_taken"),
                (13, Some("Tên"), "registry.duplicate_row"),
            ]
        );
        assert_eq!(plan.problems[2].arguments["nearest"], "Sở Y tế");
        let claims = table(
            "Cơ quan | Dải IP | Lối ra chung | Địa điểm
             SYT | 198.51.100.77/26 | |
             SYT | 198.51.100.0-198.51.100.95 | |
             SYT | 1.2.3.999 | |
             Sở Nào Đó | 198.51.100.0/24 | |
             SYT | 198.51.100.0/25 | có thể |
             SYT | 198.51.100.0/26 | | Nhà kho
             Phường Bắc Hà | 192.0.2.0/25 | |
             SYT | 2001:db8::/48 | |
             Phường Bắc Hà | 2001:db8::/48 | |",
        );
        let plan = province.look(ImportKind::Claims, &claims, &mut tx).await;
        assert_eq!(
            codes(&plan.problems),
            [
                (2, Some("Dải IP"), "registry.cidr_host_bits"),
                (3, Some("Dải IP"), "registry.cidr_range"),
                (4, Some("Dải IP"), "registry.cidr_invalid"),
                (5, Some("Cơ quan"), "registry.organization_unknown"),
                (6, Some("Lối ra chung"), "registry.yes_no_invalid"),
                (7, Some("Địa điểm"), "registry.site_unknown"),
                (8, Some("Dải IP"), "registry.claim_overlaps"),
                (9, Some("Dải IP"), "registry.claim_overlaps"),
                (10, Some("Dải IP"), "registry.claim_overlaps"),
            ]
        );
        assert_eq!(plan.problems[0].arguments["network"], "198.51.100.64/26");
        let people = table(
            "Họ tên | Cơ quan | Điện thoại | Email\n Người Mẫu | SYT | gọi tôi | a@b\n | SYT | |",
        );
        let plan = province.look(ImportKind::People, &people, &mut tx).await;
        assert_eq!(
            codes(&plan.problems),
            [
                (2, Some("Điện thoại"), "registry.phone_invalid"),
                (2, Some("Email"), "registry.email_invalid"),
                (3, Some("Họ tên"), "registry.cell_missing"),
            ]
        );
        let wrong = province.look(ImportKind::Claims, &table("a | b\n 1 | 2"), &mut tx).await;
        assert_eq!(codes(&wrong.problems), [(0, None, "registry.column_missing")]);
        for problem in plan.problems.iter().chain(&wrong.problems) {
            let text = problem.message().text(Locale::Vi);
            assert!(!text.starts_with("problems.") && !text.contains("{{"), "{text}");
        }
        let refused = province.pen().confirm_import(plan.id, &mut tx).await.unwrap_err();
        assert_eq!(refused.code(), "registry.import_not_ready");
    }
}

#[tokio::test]
async fn what_the_reader_noticed_counts_against_its_row() {
    for province in provinces().await {
        let mut bodies = table("Tên | Mã\n Một | H32\n Hai | H33");
        let place = kernel::Place {
            file: bodies.file.clone(),
            row: Some(3),
            column: Some("B".to_owned()),
            ..kernel::Place::default()
        };
        bodies.problems.push(Problem::new(place, "documents.formula"));
        let mut tx = province.db().write().await.unwrap();
        let plan = province.look(ImportKind::Organizations, &bodies, &mut tx).await;
        assert_eq!(codes(&plan.problems), [(3, Some("B"), "documents.formula")]);
        assert_eq!(plan.diff[1].action, RowAction::Error);
        assert!(!plan.can_confirm());
    }
}

#[tokio::test]
async fn a_branch_brings_in_only_what_is_its_own() {
    for province in provinces().await {
        province.fill().await;
        let mut tx = province.db().write().await.unwrap();
        let tree = store::load_tree(testkit::now(), &mut tx).await.unwrap();
        let ward = tree.nodes().iter().find(|node| node.name == "Phường Bắc Hà").unwrap().id;
        let within: BTreeSet<_> = tree.branch(ward).iter().map(|node| node.id).collect();
        let scope = ImportScope {
            within: Some(within.clone()),
            may_approve: false,
            now: testkit::now(),
            ids: &province.ids,
        };
        let bodies = table(
            "Tên | Mã | Trực thuộc\n Trạm Y tế | | H32.40\n Phòng Lạ | | H32\n Đỉnh | |\n Sở Y tế Khác | H32.12 | H32.40\n Tổ Một | | Trạm Y tế",
        );
        let plan =
            preview(ImportKind::Organizations, &bodies, None, &scope, &mut tx).await.unwrap();
        let found = codes(&plan.problems);
        assert_eq!(found.iter().map(|one| one.0).collect::<Vec<_>>(), [3, 4, 5]);
        assert_eq!(found[2].2, "registry.outside_branch");
        let claims = table(
            "Cơ quan | IP | Trạng thái\n H32.40 | 198.51.100.1 |\n SYT | 198.51.100.2 |\n H32.40 | 198.51.100.3 | Đã duyệt",
        );
        let plan = preview(ImportKind::Claims, &claims, None, &scope, &mut tx).await.unwrap();
        assert_eq!(
            codes(&plan.problems),
            [
                (3, Some("Cơ quan"), "registry.organization_unknown"),
                (4, Some("Trạng thái"), "registry.state_not_yours"),
            ]
        );
        let bodies = preview(ImportKind::Organizations, &bodies, None, &scope, &mut tx).await;
        let unit = bodies.unwrap().diff.pop().unwrap().after.unwrap();
        assert_eq!(unit["from"], "01/07/2025", "it begins with the ward above the unit above it");
        let state = &plan.diff[0].after.as_ref().unwrap()["state"];
        assert_eq!(state, "Đã khai", "the province approves");
        let out = export(ImportKind::Claims, Some(&within), Locale::Vi, testkit::now(), &mut tx)
            .await
            .unwrap();
        assert_eq!(out.rows.len(), 2);
    }
}

#[tokio::test]
async fn the_log_holds_one_entry_for_an_import_with_the_root_of_its_rows() {
    for province in provinces().await {
        province.fill().await;
        let mut tx = province.db().read().await.unwrap();
        let log = ledger::journal::entries(0, 100, &mut tx).await.unwrap();
        assert_eq!(log.len(), 4);
        assert!(log.iter().all(|entry| entry.stream == "registry.import"));
        assert!(log.iter().all(|entry| !entry.body.contains("Người Mẫu")), "nothing personal");
        let imports = store::imports(None, 10, &mut tx).await.unwrap();
        assert_eq!(imports.len(), 4);
        assert!(imports.iter().all(|one| one.root.as_ref().is_some_and(|root| root.len() == 64)));
    }
}

#[test]
fn a_csv_cell_is_never_a_formula() {
    let out = registry::import::ExportTable {
        name: "x".to_owned(),
        header: vec!["Điện thoại".to_owned(), "Ghi chú".to_owned()],
        rows: vec![vec!["+84990000001".to_owned(), "a \"b\", c".to_owned()]],
    };
    assert_eq!(out.to_csv(), "\u{feff}Điện thoại,Ghi chú\r\n'+84990000001,\"a \"\"b\"\", c\"\r\n");
}

#[tokio::test]
async fn contact_points_come_with_roles_and_go_with_an_undo() {
    for province in provinces().await {
        province.fill().await;
        let plan = province.bring(ImportKind::Contacts, &table(CONTACTS)).await;
        let mut tx = province.db().write().await.unwrap();
        let people = store::people(&PeopleFilter::default(), 10, &mut tx).await.unwrap();
        let desk = people.iter().find(|one| one.name.as_deref() == Some("Trực ban")).unwrap();
        assert_eq!(desk.phones, ["024 399 9999", "0990 000 004"], "both columns");
        assert_eq!(desk.note.as_deref(), Some("gọi sau 17 giờ"));
        assert!(desk.record.contact.callable, "one of the two can be right");
        let roles: Vec<ContactRole> = desk.record.contact.roles.iter().collect();
        assert_eq!(roles, [ContactRole::Duty, ContactRole::Technical]);
        let first = people.iter().find(|one| one.name.as_deref() == Some("Người Mẫu Một")).unwrap();
        assert_eq!(first.record.contact.numbers, 0, "the same numbers stay the same");
        assert_eq!(
            first.record.contact.said_checked_at.unwrap().to_string(),
            "2020-01-04T17:00:00Z"
        );
        let known = store::contacts_as_of(testkit::now(), &mut tx).await.unwrap();
        assert_eq!(known.len(), 2, "a person without a role is nobody's contact point");

        // A file of people says nothing of roles, and takes none away.
        let people_file = table(
            "
            Họ và tên | Cơ quan | Điện thoại
            Trực ban | Phường Bắc Hà | 0990 000 005",
        );
        drop(tx);
        province.bring(ImportKind::People, &people_file).await;
        let mut tx = province.db().write().await.unwrap();
        let changed = store::person(desk.id, &mut tx).await.unwrap().unwrap();
        assert_eq!(changed.record.contact.roles, desk.record.contact.roles);
        assert_eq!(changed.record.contact.numbers, 1, "other numbers");

        let undone = province.pen().undo_import(plan.id, &BTreeMap::new(), &mut tx).await.unwrap();
        assert_eq!((undone.rows, undone.refused.len()), (1, 1), "the desk changed since");
        let known = store::contacts_as_of(testkit::now(), &mut tx).await.unwrap();
        let left: Vec<_> = known.iter().map(|one| one.person).collect();
        assert_eq!(left, [desk.id]);
    }
}

#[tokio::test]
async fn wrong_contact_points_are_named_at_row_and_column() {
    for province in provinces().await {
        province.fill().await;
        let mut tx = province.db().write().await.unwrap();
        let file = table(
            "
            Họ và tên | Vai trò | Cơ quan | Từ ngày | Đến ngày | Ngày xác minh
            A Một | Bảo vệ | SYT | | |
            A Hai | Trực | SYT | 02/01/2026 | 01/01/2026 |
            A Ba | Trực | SYT | 31/02/2026 | |
            A Bốn | Trực | SYT | | | 01/01/2199
            A Năm | | SYT | | |",
        );
        let plan = province.look(ImportKind::Contacts, &file, &mut tx).await;
        assert_eq!(
            codes(&plan.problems),
            [
                (2, Some("Vai trò"), "registry.contact_role_invalid"),
                (3, Some("Đến ngày"), "registry.period_invalid"),
                (4, Some("Từ ngày"), "registry.date_invalid"),
                (5, Some("Ngày xác minh"), "registry.checked_in_future"),
                (6, Some("Vai trò"), "registry.cell_missing"),
            ]
        );
        let people = table("Họ và tên | Cơ quan\n A | SYT");
        let plan = province.look(ImportKind::Contacts, &people, &mut tx).await;
        assert_eq!(plan.problems[0].arguments["columns"], "Vai trò đầu mối");
    }
}
