"""The invented province Tre Xanh: its bodies, their address space and their contact points.

Names, codes, addresses and numbers belong to nobody: addresses are of the documentation ranges
(RFC 5737, RFC 3849, RFC 2606), the prefixes 0200 and 0100 are not in use, codes have the shape of Decision
20/2020/QD-TTg under a province number that no province has.
"""

import datetime

STATE, SERVICE = "Cơ quan nhà nước", "Đơn vị sự nghiệp"
PARTY, MASS = "Cơ quan Đảng", "Mặt trận và đoàn thể"

DEPARTMENTS_FROM = datetime.date(2025, 3, 1)
COMMUNES_FROM = datetime.date(2025, 7, 1)
OLD = datetime.date(2021, 1, 1)


def code(first, second=0):
    """`H99`, `H99.02` or `H99.02.01`: the national code of a body, from the top down."""
    return ".".join(["H99"] + [f"{group:02}" for group in (first, second) if group])


ROOT, PARTY_ROOT, FRONT_ROOT = code(0), code(50), code(60)

# (code, name, short name, kind, code of the parent, from)
BODIES = [
    (ROOT, "UBND tỉnh Tre Xanh", "UBND tỉnh", STATE, "", OLD),
    (code(1), "Văn phòng UBND tỉnh Tre Xanh", "VP UBND tỉnh", STATE, ROOT, OLD),
    (code(2), "Sở Khoa học và Công nghệ tỉnh Tre Xanh", "Sở KH&CN", STATE, ROOT, OLD),
    (code(2, 1), "Trung tâm Chuyển đổi số tỉnh Tre Xanh", "TT CĐS", SERVICE, code(2), DEPARTMENTS_FROM),
    (code(3), "Sở Nội vụ tỉnh Tre Xanh", "Sở NV", STATE, ROOT, DEPARTMENTS_FROM),
    (code(4), "Sở Tài chính tỉnh Tre Xanh", "Sở TC", STATE, ROOT, DEPARTMENTS_FROM),
    (code(5), "Sở Y tế tỉnh Tre Xanh", "Sở YT", STATE, ROOT, OLD),
    (code(5, 1), "Bệnh viện Đa khoa tỉnh Tre Xanh", "BVĐK tỉnh", SERVICE, code(5), OLD),
    (code(6), "Sở Giáo dục và Đào tạo tỉnh Tre Xanh", "Sở GD&ĐT", STATE, ROOT, OLD),
    (code(6, 1), "Trường THPT Bắc Hà", "THPT Bắc Hà", SERVICE, code(6), OLD),
    (code(7), "Sở Nông nghiệp và Môi trường tỉnh Tre Xanh", "Sở NN&MT", STATE, ROOT, DEPARTMENTS_FROM),
    (code(8), "Sở Xây dựng tỉnh Tre Xanh", "Sở XD", STATE, ROOT, DEPARTMENTS_FROM),
    (code(9), "Sở Tư pháp tỉnh Tre Xanh", "Sở TP", STATE, ROOT, OLD),
    (code(10), "Sở Công Thương tỉnh Tre Xanh", "Sở CT", STATE, ROOT, OLD),
    (code(11), "Sở Văn hóa, Thể thao và Du lịch tỉnh Tre Xanh", "Sở VHTT&DL", STATE, ROOT, DEPARTMENTS_FROM),
    (code(12), "Công an tỉnh Tre Xanh", "CA tỉnh", STATE, ROOT, OLD),
    (PARTY_ROOT, "Tỉnh ủy Tre Xanh", "Tỉnh ủy", PARTY, "", OLD),
    (code(50, 1), "Văn phòng Tỉnh ủy Tre Xanh", "VP Tỉnh ủy", PARTY, PARTY_ROOT, OLD),
    (code(50, 2), "Ban Tuyên giáo và Dân vận Tỉnh ủy Tre Xanh", "Ban TG&DV", PARTY, PARTY_ROOT, datetime.date(2025, 2, 1)),
    (FRONT_ROOT, "Ủy ban MTTQ Việt Nam tỉnh Tre Xanh", "MTTQ tỉnh", MASS, "", OLD),
    (code(60, 1), "Tỉnh đoàn Tre Xanh", "Tỉnh đoàn", MASS, FRONT_ROOT, OLD),
    (code(71), "UBND phường Bắc Hà", "P. Bắc Hà", STATE, ROOT, COMMUNES_FROM),
    (code(72), "UBND phường Lũy Thành", "P. Lũy Thành", STATE, ROOT, COMMUNES_FROM),
    (code(73), "UBND phường Cầu Tre", "P. Cầu Tre", STATE, ROOT, COMMUNES_FROM),
    (code(74), "UBND xã Suối Trúc", "X. Suối Trúc", STATE, ROOT, COMMUNES_FROM),
    (code(75), "UBND xã Măng Vàng", "X. Măng Vàng", STATE, ROOT, COMMUNES_FROM),
    (code(76), "UBND xã Đồng Sậy", "X. Đồng Sậy", STATE, ROOT, COMMUNES_FROM),
    (code(77), "UBND xã Gò Lau", "X. Gò Lau", STATE, ROOT, COMMUNES_FROM),
    (code(78), "UBND xã Bến Nứa", "X. Bến Nứa", STATE, ROOT, COMMUNES_FROM),
    (code(79), "UBND xã Khe Giang", "X. Khe Giang", STATE, ROOT, COMMUNES_FROM),
    (code(80), "UBND xã Rừng Vầu", "X. Rừng Vầu", STATE, ROOT, COMMUNES_FROM),
    (code(81), "UBND xã Đồi Trẩu", "X. Đồi Trẩu", STATE, ROOT, COMMUNES_FROM),
    (code(82), "UBND xã Bãi Lách", "X. Bãi Lách", STATE, ROOT, COMMUNES_FROM),
    (code(83), "UBND đặc khu Hòn Trúc", "ĐK Hòn Trúc", STATE, ROOT, COMMUNES_FROM),
]

NAME_OF = {row[0]: row[1] for row in BODIES}
SHORT_OF = {row[0]: row[2] for row in BODIES}

APPROVED, CLAIMED = "Đã duyệt", "Đã khai"
HOUSE = "Trụ sở"
LINE_NOTE = "Đường truyền số liệu chuyên dùng chung của ba xã, ra Internet bằng một địa chỉ"

# (code of the body, address space, site, from, to, state, shared, note)
CLAIMS = [
    (ROOT, "congthongtin.trexanh.example", "", OLD, None, APPROVED, "", "Cổng thông tin điện tử tỉnh"),
    (code(1), "203.0.113.16/29", HOUSE, COMMUNES_FROM, None, APPROVED, "", ""),
    (code(1), "2001:db8:200::/48", HOUSE, COMMUNES_FROM, None, APPROVED, "", ""),
    (code(2), "203.0.113.120/29", HOUSE, COMMUNES_FROM, None, APPROVED, "", ""),
    (code(2), "skhcn.trexanh.example", "", DEPARTMENTS_FROM, None, APPROVED, "", ""),
    (code(2), "192.0.2.0/28", "Trung tâm dữ liệu cũ", datetime.date(2023, 1, 1), datetime.date(2025, 6, 30), APPROVED, "", "Đã trả nhà mạng khi chuyển trung tâm dữ liệu"),
    (code(2, 1), "203.0.113.0/28", "Trung tâm dữ liệu tỉnh", COMMUNES_FROM, None, APPROVED, "", ""),
    (code(2, 1), "2001:db8:100::/48", "Trung tâm dữ liệu tỉnh", COMMUNES_FROM, None, APPROVED, "", ""),
    (code(2, 1), "dichvucong.trexanh.example", "", COMMUNES_FROM, None, APPROVED, "", ""),
    (code(3), "203.0.113.24/30", HOUSE, COMMUNES_FROM, None, APPROVED, "", ""),
    (code(4), "203.0.113.28/30", HOUSE, COMMUNES_FROM, None, APPROVED, "", ""),
    (code(5), "203.0.113.32/29", HOUSE, COMMUNES_FROM, None, APPROVED, "", ""),
    (code(5, 1), "203.0.113.36/30", "Phòng khám số 2", COMMUNES_FROM, None, CLAIMED, "", "Bệnh viện khai; trùng dải của Sở Y tế"),
    (code(5, 1), "203.0.113.40/29", HOUSE, COMMUNES_FROM, None, APPROVED, "", ""),
    (code(5, 1), "2001:db8:300::/48", HOUSE, COMMUNES_FROM, None, APPROVED, "", ""),
    (code(6), "203.0.113.48/29", HOUSE, COMMUNES_FROM, None, APPROVED, "", ""),
    (code(6, 1), "203.0.113.56/30", HOUSE, COMMUNES_FROM, None, APPROVED, "", ""),
    (code(7), "203.0.113.60/30", HOUSE, COMMUNES_FROM, None, APPROVED, "", ""),
    (code(8), "203.0.113.64/30", HOUSE, COMMUNES_FROM, None, APPROVED, "", ""),
    (code(9), "203.0.113.68/30", HOUSE, COMMUNES_FROM, None, APPROVED, "", ""),
    (code(10), "203.0.113.72/30", HOUSE, COMMUNES_FROM, None, APPROVED, "", ""),
    (code(11), "203.0.113.76/30", HOUSE, COMMUNES_FROM, None, APPROVED, "", ""),
    (code(12), "203.0.113.80/28", HOUSE, COMMUNES_FROM, None, APPROVED, "", ""),
    (PARTY_ROOT, "tinhuy.trexanh.example", "", OLD, None, APPROVED, "", ""),
    (code(50, 1), "203.0.113.96/29", HOUSE, COMMUNES_FROM, None, CLAIMED, "", "Chờ xác nhận của nhà mạng"),
    (code(50, 2), "203.0.113.104/30", HOUSE, COMMUNES_FROM, None, CLAIMED, "", ""),
    (FRONT_ROOT, "203.0.113.108/30", HOUSE, COMMUNES_FROM, None, APPROVED, "", ""),
    (code(60, 1), "203.0.113.112", HOUSE, COMMUNES_FROM, None, APPROVED, "", ""),
    (code(71), "198.51.100.0/29", HOUSE, COMMUNES_FROM, None, APPROVED, "", ""),
    (code(71), "bacha.trexanh.example", "", COMMUNES_FROM, None, APPROVED, "", ""),
    (code(72), "198.51.100.8/29", HOUSE, COMMUNES_FROM, None, APPROVED, "", ""),
    (code(73), "198.51.100.16/30", HOUSE, COMMUNES_FROM, None, APPROVED, "", ""),
    (code(74), "198.51.100.20/30", HOUSE, COMMUNES_FROM, None, APPROVED, "", ""),
    (code(75), "198.51.100.24/30", HOUSE, COMMUNES_FROM, None, CLAIMED, "", ""),
    (code(76), "198.51.100.28", HOUSE, COMMUNES_FROM, None, APPROVED, "", "Một địa chỉ tĩnh"),
    (code(77), "198.51.100.32/29", HOUSE, COMMUNES_FROM, None, APPROVED, "", "Địa chỉ động trong dải của nhà mạng"),
    (code(78), "198.51.100.40/30", HOUSE, COMMUNES_FROM, None, APPROVED, "", ""),
    (code(80), "198.51.100.64/30", HOUSE, COMMUNES_FROM, None, APPROVED, "Có", LINE_NOTE),
    (code(81), "198.51.100.64/30", HOUSE, COMMUNES_FROM, None, APPROVED, "Có", LINE_NOTE),
    (code(82), "198.51.100.64/30", HOUSE, COMMUNES_FROM, None, APPROVED, "Có", LINE_NOTE),
    (code(83), "198.51.100.48/29", HOUSE, COMMUNES_FROM, None, APPROVED, "", ""),
]

STREETS = ["đường Lũy Tre", "đường Bến Nứa", "đường Rặng Vầu", "phố Măng Non"]


def sites():
    """(code, name, address) of every place that a claim names, once."""
    out = []
    for code, _, site, *_ in CLAIMS:
        if site and (code, site) not in [known[:2] for known in out]:
            number = len(out) + 1
            out.append((code, site, f"Số {number} {STREETS[number % len(STREETS)]}, tỉnh Tre Xanh"))
    return out


LEAD, OFFICER, INCIDENTS = "Lãnh đạo phụ trách", "Cán bộ chuyên trách", "Trực ứng cứu sự cố"

# Invented given names; the family names are kinds of bamboo and reed, which no family bears.
FAMILIES = ["Nứa", "Vầu", "Hóp", "Luồng", "Sậy", "Lách", "Bương"]
GIVEN = ["Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười"]

EXTRA_CONTACTS = [
    (ROOT, "Phó Chủ tịch phụ trách chuyển đổi số", LEAD),
    (code(2), "Phó Giám đốc phụ trách an toàn thông tin", LEAD),
    (code(2, 1), "Trực giám sát an toàn thông tin", INCIDENTS),
    (code(12), "Trực ban phòng chuyên trách an ninh mạng", INCIDENTS),
    (code(5, 1), "Phó Giám đốc bệnh viện", LEAD),
    (code(50, 1), "Phó Chánh Văn phòng", LEAD),
]


def contacts():
    """(name, position, role, code, phone, mobile, mail, verified on) of every contact point."""
    codes = [row[0] for row in BODIES]
    people = [(row[0], f"Cán bộ CNTT {row[2]}", OFFICER) for row in BODIES] + EXTRA_CONTACTS
    out = []
    for at, (body, position, role) in enumerate(people):
        family = FAMILIES[at % len(FAMILIES)]
        given = GIVEN[at // len(FAMILIES)] + " " + GIVEN[at % len(GIVEN)]
        mail = f"dau-moi-{at + 1:02}@trexanh.example"
        phone = f"0200 000 0{100 + codes.index(body):03}"
        mobile = f"0100 000 {at + 1:03}" if role != OFFICER or at % 3 == 0 else ""
        month = 1 if at % 4 else 10
        verified = datetime.date(2026 if month == 1 else 2025, month, 5 + at % 10)
        out.append((f"{family} {given}", position, role, body, phone, mobile, mail, verified))
    return out
