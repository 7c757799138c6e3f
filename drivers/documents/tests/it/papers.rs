//! Papers for the tests: invented bodies and figures.

use documents::{Align, Annex, Column, Grid, Kind, Layout, Official, Part, Signer};
use kernel::Timestamp;

pub fn created_at() -> Timestamp {
    "2026-11-20T02:00:00Z".parse().unwrap()
}

fn column(header: &str, width: u32, align: Align) -> Column {
    Column { header: header.to_owned(), width, align }
}

pub fn grid(rows: usize) -> Grid {
    Grid {
        caption: None,
        columns: vec![
            column("TT", 1, Align::Center),
            column("Cơ quan, đơn vị", 6, Align::Left),
            column("Số máy trong danh sách", 2, Align::Right),
            column("Đã xác minh sạch", 2, Align::Right),
        ],
        rows: (1..=rows)
            .map(|n| {
                vec![
                    n.to_string(),
                    format!("Ủy ban nhân dân xã Bình Nguyên {n}"),
                    "3".to_owned(),
                    "2".to_owned(),
                ]
            })
            .chain([vec![
                String::new(),
                "Tổng cộng".to_owned(),
                (rows * 3).to_string(),
                (rows * 2).to_string(),
            ]])
            .collect(),
        total: true,
    }
}

pub fn report() -> Official {
    Official {
        layout: Layout::State,
        kind: Kind::Report,
        parent_body: Some("ỦY BAN NHÂN DÂN\nTỈNH AN HẢI".to_owned()),
        body: "SỞ KHOA HỌC VÀ CÔNG NGHỆ".to_owned(),
        number: Some(5),
        symbol: "SKHCN".to_owned(),
        place: "An Hải".to_owned(),
        date: chrono::NaiveDate::from_ymd_opt(2026, 2, 3),
        subject: "Kết quả thực hiện Công văn số 12/UBND-VX ngày 05 tháng 01 năm 2026\nvề bảo đảm an ninh mạng dịp Tết Nguyên đán".to_owned(),
        addressees: vec!["Ủy ban nhân dân tỉnh An Hải".to_owned()],
        parts: vec![
            Part::Basis { text: "Căn cứ Luật An ninh mạng số 116/2025/QH15 ngày 10 tháng 12 năm 2025;".to_owned() },
            Part::Paragraph { text: "Thực hiện Công văn số 12/UBND-VX ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh An Hải, Sở Khoa học và Công nghệ báo cáo kết quả như sau:".to_owned() },
            Part::Heading { level: 1, text: "I. KẾT QUẢ THỰC HIỆN".to_owned() },
            Part::Heading { level: 2, text: "1. Bóc gỡ mã độc".to_owned() },
            Part::Paragraph { text: "Trong 102 máy thuộc danh sách địa chỉ IP mạng botnet, 68 máy đã được xác minh sạch (66,7% trên 102 máy), 20 máy đang theo dõi sau khi làm sạch, 14 máy chưa xử lý.".to_owned() },
            Part::List { items: vec!["34 cơ quan, đơn vị đã xác nhận nhận được văn bản;".to_owned(), "02 cơ quan, đơn vị chưa có số liệu: *không* đo được #tự_động $x$ [thử] \\ \"ngoặc\".".to_owned()] },
            Part::Table(Grid { caption: Some("Bảng 1. Kết quả theo đơn vị".to_owned()), ..grid(4) }),
            Part::Remark { text: "Số liệu chốt lúc 17 giờ 00 ngày 02 tháng 02 năm 2026.".to_owned() },
            Part::Heading { level: 1, text: "II. KIẾN NGHỊ".to_owned() },
            Part::Paragraph { text: "Sở Khoa học và Công nghệ kính báo cáo Ủy ban nhân dân tỉnh xem xét, chỉ đạo./.".to_owned() },
        ],
        signer: Signer { titles: vec!["KT. GIÁM ĐỐC".to_owned(), "PHÓ GIÁM ĐỐC".to_owned()], name: None },
        recipients: vec!["Như trên".to_owned(), "Giám đốc, các Phó Giám đốc Sở".to_owned(), "Lưu: VT, CNS (02)".to_owned()],
        annexes: vec![
            Annex { title: "KẾT QUẢ XỬ LÝ MÃ ĐỘC THEO TỪNG CƠ QUAN, ĐƠN VỊ".to_owned(), landscape: true, parts: vec![Part::Table(grid(40))] },
            Annex { title: "DANH SÁCH ĐẦU MỐI".to_owned(), landscape: false, parts: vec![Part::Paragraph { text: "Không có.".to_owned() }] },
        ],
        foot_note: Some("Số liệu lập từ nhật ký Lũy Tre, mã đầu nhật ký: 3f9a5c0d77e1b2c4".to_owned()),
    }
}

pub fn dispatch() -> Official {
    Official {
        kind: Kind::Dispatch,
        subject: "tăng cường bảo đảm an ninh mạng\ndịp Tết Nguyên đán".to_owned(),
        symbol: "SKHCN-CNS".to_owned(),
        number: None,
        date: None,
        addressees: vec![
            "Các sở, ban, ngành tỉnh".to_owned(),
            "Ủy ban nhân dân các xã, phường, đặc khu".to_owned(),
            "Các đơn vị sự nghiệp trực thuộc Ủy ban nhân dân tỉnh".to_owned(),
        ],
        annexes: Vec::new(),
        ..report()
    }
}

pub fn party() -> Official {
    Official {
        layout: Layout::Party,
        parent_body: Some("TỈNH ỦY AN HẢI".to_owned()),
        body: "VĂN PHÒNG".to_owned(),
        symbol: "VPTU".to_owned(),
        signer: Signer {
            titles: vec!["K/T CHÁNH VĂN PHÒNG".to_owned(), "PHÓ CHÁNH VĂN PHÒNG".to_owned()],
            name: Some("Nguyễn Văn Thử".to_owned()),
        },
        annexes: Vec::new(),
        ..report()
    }
}
