"""Three monthly botnet lists in three formats, and what the bodies answered.

One row below is one row of a list. The story is told in README.md of the sample.
"""

import csv
import io

from . import ooxml, province

# Command servers and sinkholes: documentation addresses and names that cannot exist.
SINK, SINK_2, PEER = "192.0.2.201", "192.0.2.202", "192.0.2.210"

# (address, family, command server, port, first, last, count); Vietnamese time, not said in the file
NOVEMBER = [
    ("203.0.113.18", "Andromeda", "update.andro.example", 80, "03/11/2025 08:14:22", "28/11/2025 16:41:07", 212),
    ("203.0.113.41", "Conficker", SINK, 80, "01/11/2025 07:35:10", "29/11/2025 17:02:55", 1480),
    ("203.0.113.43", "Conficker", SINK, 80, "05/11/2025 07:41:48", "29/11/2025 16:58:31", 655),
    ("203.0.113.44", "Mirai", SINK_2, 23, "11/11/2025 02:10:05", "30/11/2025 23:47:19", 3904),
    ("203.0.113.50", "Sality", PEER, 5638, "04/11/2025 09:05:40", "27/11/2025 15:20:12", 96),
    ("203.0.113.57", "Ramnit", SINK, 443, "10/11/2025 13:22:09", "21/11/2025 10:48:33", 41),
    ("203.0.113.61", "Andromeda", "update.andro.example", 80, "06/11/2025 14:02:51", "14/11/2025 11:30:26", 18),
    ("203.0.113.77", "Vo1d", SINK_2, 55503, "02/11/2025 19:15:00", "30/11/2025 21:09:44", 870),
    ("198.51.100.2", "Andromeda", "update.andro.example", 80, "12/11/2025 08:33:17", "26/11/2025 16:10:50", 74),
    ("198.51.100.2", "Andromeda", "update.andro.example", 80, "12/11/2025 08:33:17", "26/11/2025 16:10:50", 74),
    ("198.51.100.10", "Necurs", SINK, 80, "07/11/2025 10:12:36", "20/11/2025 15:55:02", 33),
    ("198.51.100.21", "Andromeda", "update.andro.example", 80, "05/11/2025 08:50:29", "24/11/2025 16:31:45", 57),
    ("198.51.100.33", "Mozi", PEER, 6881, "09/11/2025 00:04:12", "15/11/2025 22:36:58", 1205),
    ("198.51.100.41", "Tinba", SINK, 80, "13/11/2025 09:27:03", "13/11/2025 14:44:20", 6),
    ("198.51.100.65", "Sality", PEER, 5638, "08/11/2025 10:20:31", "25/11/2025 11:12:09", 22),
    ("192.0.2.5", "XorDDoS", SINK_2, 3307, "01/11/2025 03:00:44", "02/11/2025 03:18:20", 12),
    ("203.0.113.66", "QSnatch", SINK, 443, "16/11/2025 01:13:37", "29/11/2025 22:50:06", 140),
]

SHARED = "Các xã chung đường truyền"

# (unit, family, address, source port, command server, port, last, first, count, note); UTC+7
DECEMBER = [
    ("Văn phòng UBND tỉnh", "Andromeda", "203.0.113.18", "50412", "update.andro.example", "80", "30/12/2025 16:20:45", "02/12/2025 08:05:11", "188", ""),
    ("Bệnh viện Đa khoa tỉnh", "Conficker", "203.0.113.41-203.0.113.43", "", SINK, "80", "31/12/2025 16:59:02", "01/12/2025 07:30:56", "1920", "NAT, dải địa chỉ ra của khu khám bệnh"),
    ("Sở Giáo dục và Đào tạo", "Sality", "203.0.113.50", "1042", PEER, "5638", "22/12/2025 15:01:27", "03/12/2025 09:11:50", "60", ""),
    ("Trường THPT Bắc Hà", "Ramnit", "203.0.113.57", "49211", SINK, "443", "18/12/2025 10:15:38", "08/12/2025 13:40:02", "25", "Phòng máy tính thực hành"),
    ("Trường THPT Bắc Hà", "Mirai", "203.0.113.58", "38120", SINK_2, "23", "31/12/2025 23:10:47", "15/12/2025 01:44:33", "2210", ""),
    ("Sở Văn hóa, Thể thao và Du lịch", "Vo1d", "203.0.113.77", "41877", SINK_2, "55503", "31/12/2025 20:31:15", "01/12/2025 18:52:08", "902", ""),
    ("UBND phường Bắc Hà", "Andromeda", "198.51.100.2", "51630", "update.andro.example", "80", "29/12/2025 16:05:59", "04/12/2025 08:29:14", "81", ""),
    ("UBND xã Gò Lau", "Mozi", "198.51.100.36", "6881", PEER, "6881", "27/12/2025 23:01:42", "05/12/2025 00:19:25", "1340", "Địa chỉ động"),
    ("Sở Xây dựng", "QSnatch", "203.0.113.66", "44310", SINK, "443", "30/12/2025 21:17:33", "01/12/2025 02:08:49", "151", "Ổ lưu trữ mạng"),
    ("UBND phường Cầu Tre", "Socks5Systemz", "198.51.100.17", "52044", SINK, "2024", "31/12/2025 17:22:10", "10/12/2025 09:48:05", "430", ""),
    ("UBND xã Khe Giang", "Andromeda", "198.51.100.45", "49870", "update.andro.example", "80", "23/12/2025 15:36:21", "09/12/2025 08:57:40", "39", ""),
    (SHARED, "Sality", "198.51.100.65", "1055", PEER, "5638", "26/12/2025 11:03:56", "05/12/2025 10:14:08", "28", "NAT chung một đường truyền"),
    ("Sở Nội vụ", "njRAT", "203.0.113.25", "50977", "cham.cong.example", "5552", "24/12/2025 16:47:30", "16/12/2025 08:12:26", "64", ""),
    ("Sở Công Thương", "Emotet", "203.0.113.73", "53318", SINK, "8080", "19/12/2025 10:54:18", "19/12/2025 09:33:51", "9", "Qua thư có tệp đính kèm"),
]

# (time UTC, address, port, infection, sinkhole, port, host name asked for)
JANUARY = [
    ("2026-01-05 01:12:45", "203.0.113.18", 50833, "andromeda", SINK, 80, "update.andro.example"),
    ("2026-01-05 01:12:45", "203.0.113.18", 50833, "andromeda", SINK, 80, "update.andro.example"),
    ("2026-01-06 02:40:09", "203.0.113.20", 61002, "andromeda", SINK, 80, "update.andro.example"),
    ("2026-01-07 00:31:58", "203.0.113.42", 1120, "conficker", SINK, 80, ""),
    ("2026-01-08 06:25:13", "203.0.113.57", 49555, "ramnit", SINK, 443, ""),
    ("2026-01-08 19:03:27", "203.0.113.58", 39014, "mirai", SINK_2, 23, ""),
    ("2026-01-09 12:14:50", "203.0.113.77", 42301, "vo1d", SINK_2, 55503, ""),
    ("2026-01-10 09:09:09", "10.20.30.40", 50100, "andromeda", SINK, 80, "update.andro.example"),
    ("2026-01-12 01:47:31", "198.51.100.2", 51902, "andromeda", SINK, 80, "update.andro.example"),
    ("2026-01-12 03:15:00", "1.2.3.999", 50211, "sality", SINK, 5638, ""),
    ("2026-01-13 02:20:42", "198.51.100.17", 52310, "socks5systemz", SINK, 2024, ""),
    ("2026-01-14 08:01:36", "203.0.113.25", 51114, "njrat", SINK, 5552, "cham.cong.example"),
    ("2026-01-15 17:28:04", "198.51.100.38", 6881, "mozi", SINK_2, 6881, ""),
    ("2026-01-16 03:33:33", "8.8.8.8", 53, "conficker", SINK, 80, ""),
    ("2026-01-19 01:55:20", "198.51.100.21", 49801, "andromeda", SINK, 80, "update.andro.example"),
    ("2026-01-20 04:10:11", "198.51.100.65", 1077, "sality", SINK, 5638, ""),
    ("2026-01-21 13:46:02", "198.51.100.50", 40666, "badbox", SINK_2, 443, ""),
    ("2026-01-22 20:05:55", "203.0.113.5", 33190, "xorddos", SINK_2, 3307, ""),
    ("2026-01-23 02:18:48", "203.0.113.86", 50740, "phorpiex", SINK, 80, ""),
    ("2026-01-26 05:52:16", "192.0.2.77", 50290, "tinba", SINK, 80, ""),
    ("2026-02-31 09:00:00", "203.0.113.77", 42302, "vo1d", SINK_2, 55503, ""),
]

# A warning out of turn, from another source that never speaks again: (address, family, last, count)
WARNING = [
    ("203.0.113.29", "Mirai", "17/10/2025 21:14:08", 310),
    ("198.51.100.28", "Gafgyt", "18/10/2025 23:40:51", 96),
]

RECEIVED, REPORTED, RESET = "Tiếp nhận", "Báo cáo đã làm sạch", "Báo cáo đã đặt lại thiết bị"
CONFIRMED, BORNE, REPLACED = "Xác nhận của người thứ hai", "Chấp nhận rủi ro", "Chờ thay thế"
FALSE, EXPLAINED, FROZEN = "Báo nhầm", "Giải trình", "Chốt số liệu"
BY_SUPERVISOR = (CONFIRMED, BORNE, REPLACED, FALSE, FROZEN)

# (day and hour, body, address, family, step, words, photo, until)
ANSWERS = [
    ("23/10/2025 08:30", (4,), "203.0.113.29", "Mirai", RECEIVED, "", "", ""),
    ("23/10/2025 10:15", (76,), "198.51.100.28", "Gafgyt", RECEIVED, "Đang hỏi nhà mạng", "", ""),
    ("24/10/2025 15:20", (4,), "203.0.113.29", "Mirai", RESET, "Đặt lại camera cổng, đổi mật khẩu, cập nhật phần mềm", "anh-camera.png", ""),
    ("11/12/2025 08:20", (72,), "198.51.100.10", "Necurs", RECEIVED, "", "", ""),
    ("11/12/2025 09:05", (74,), "198.51.100.21", "Andromeda", RECEIVED, "", "", ""),
    ("11/12/2025 14:30", (78,), "198.51.100.41", "Tinba", RECEIVED, "", "", ""),
    ("12/12/2025 08:10", (7,), "203.0.113.61", "Andromeda", RECEIVED, "", "", ""),
    ("12/12/2025 10:00", (11,), "203.0.113.77", "Vo1d", RECEIVED, "Chưa tìm ra thiết bị", "", ""),
    ("13/12/2025 15:00", (78,), "198.51.100.41", "Tinba", REPORTED, "Một máy trạm ở bộ phận một cửa, đã cài lại hệ điều hành", "", ""),
    ("13/12/2025 16:40", (72,), "198.51.100.10", "Necurs", REPORTED, "Một máy trạm của văn thư, đã quét từ đĩa khởi động và cài lại", "", ""),
    ("14/12/2025 09:30", (7,), "203.0.113.61", "Andromeda", REPORTED, "Hai USB và một máy trạm của phòng kế hoạch, đã quét sạch", "", ""),
    ("14/12/2025 11:15", (74,), "198.51.100.21", "Andromeda", REPORTED, "Đã quét toàn bộ máy ở trụ sở, xóa một tệp", "", ""),
    ("15/12/2025 09:00", (72,), "198.51.100.10", "Necurs", CONFIRMED, "Đã xem nhật ký quét từ đĩa khởi động của phường", "", ""),
    ("15/12/2025 09:40", (78,), "198.51.100.41", "Tinba", CONFIRMED, "Đã kiểm tra máy cài lại tại bộ phận một cửa", "", ""),
    ("16/12/2025 14:00", (74,), "198.51.100.21", "Andromeda", CONFIRMED, "Đã xem kết quả quét do xã gửi", "", ""),
    ("07/01/2026 09:10", (6, 1), "203.0.113.58", "Mirai", RECEIVED, "Đang xác định đầu ghi hình", "", ""),
    ("08/01/2026 14:20", (6, 1), "203.0.113.57", "Ramnit", BORNE, "Phòng máy thực hành đã tách khỏi mạng của trường, cài lại vào dịp nghỉ", "", "28/02/2026"),
    ("09/01/2026 10:20", (8,), "203.0.113.66", "QSnatch", RESET, "Cập nhật và đặt lại ổ lưu trữ mạng, đổi mật khẩu", "anh-o-luu-tru.png", ""),
    ("12/01/2026 08:45", (6,), "203.0.113.50", "Sality", REPORTED, "Cài lại ba máy trạm của phòng tổ chức", "", ""),
    ("12/01/2026 09:00", (3,), "203.0.113.25", "njRAT", REPORTED, "Đã gỡ phần mềm chấm công tải từ mạng", "", ""),
    ("12/01/2026 15:30", (6,), "203.0.113.50", "Sality", CONFIRMED, "Đã xem biên bản cài lại ba máy", "", ""),
    ("13/01/2026 16:00", (10,), "203.0.113.73", "Emotet", REPORTED, "Cài lại máy trạm, đổi mật khẩu thư của hai người", "", ""),
    ("14/01/2026 10:10", (10,), "203.0.113.73", "Emotet", CONFIRMED, "Đã quét lại máy tại Sở Công Thương", "", ""),
    ("15/01/2026 09:00", (5, 1), "203.0.113.42", "Conficker", REPLACED, "Máy điều khiển chẩn đoán hình ảnh không cập nhật được; đã có kế hoạch mua thay", "", "30/06/2026"),
    ("16/01/2026 15:45", (77,), "198.51.100.36", "Mozi", RESET, "Đặt lại bộ định tuyến về mặc định, đổi mật khẩu quản trị", "anh-bo-dinh-tuyen.png", ""),
    ("23/01/2026 10:00", (1,), "", "", EXPLAINED, "Máy nhiễm đặt ở phòng họp dùng chung, đã rút dây mạng, chờ kinh phí thay máy trong tháng", "", ""),
    ("26/01/2026 17:00", (2,), "", "", FROZEN, "Số liệu tuần gửi lãnh đạo Sở", "", ""),
    ("27/01/2026 14:00", (71,), "198.51.100.2", "Andromeda", REPORTED, "Quét và cài lại hai máy trạm của bộ phận địa chính", "", ""),
    ("28/01/2026 10:30", (2, 1), "203.0.113.5", "XorDDoS", RECEIVED, "", "", ""),
    ("28/01/2026 15:10", (12,), "203.0.113.86", "Phorpiex", FALSE, "Máy bẫy của phòng chuyên trách, cố ý kết nối để theo dõi", "", ""),
]


def november():
    """An Excel annex: title lines, a head of two rows with joined cells, times without a zone."""
    head, cell = ooxml.HEAD, ooxml.CELL
    rows = [
        [("TRUNG TÂM CHUYỂN ĐỔI SỐ TỈNH TRE XANH", ooxml.TITLE)],
        [("DANH SÁCH ĐỊA CHỈ IP CÓ KẾT NỐI TỚI MẠNG BOTNET THÁNG 11/2025", ooxml.TITLE)],
        [("(Kèm theo Báo cáo kỹ thuật; ghi nhận từ ngày 01/11/2025 đến ngày 30/11/2025)", ooxml.NOTE)],
        [],
        [(word, head) for word in ("TT", "Địa chỉ IP", "Loại mã độc", "Máy chủ điều khiển", "", "Thời gian ghi nhận", "", "Số lần kết nối")],
        [(word, head) for word in ("", "", "", "Địa chỉ máy chủ điều khiển", "Cổng đích", "Lần đầu", "Lần cuối", "")],
    ]
    for number, (address, family, server, port, first, last, count) in enumerate(NOVEMBER, 1):
        values = (number, address, family, server, port, first, last, count)
        rows.append([(value, cell) for value in values])
    merged = ("A1:H1", "A2:H2", "A3:H3", "A5:A6", "B5:B6", "C5:C6", "D5:E5", "F5:G5", "H5:H6")
    return ooxml.workbook("Danh sách", rows, (5, 18, 16, 27, 11, 21, 21, 15), merged, frozen=6)


def december():
    """A Word annex on a turned page: a table with another order of columns and a unit column."""
    text = lambda words, **how: ooxml.paragraph(ooxml.run(words, size=11, **how), align="left")
    heads = ("TT", "Đơn vị", "Tên mã độc", "Địa chỉ IP nguồn", "Cổng nguồn", "Máy chủ điều khiển",
             "Cổng đích", "Lần cuối (UTC+7)", "Lần đầu (UTC+7)", "Số lần", "Ghi chú")
    rows = [[ooxml.paragraph(ooxml.run(word, size=11, bold=True), align="center") for word in heads]]
    for number, row in enumerate(DECEMBER, 1):
        rows.append([text(str(number))] + [text(value) for value in row])
    widths = (480, 2050, 1300, 1650, 850, 1900, 800, 1350, 1350, 750, 1900)
    title = lambda words, **how: ooxml.paragraph(ooxml.run(words, **how), align="center")
    body = title("PHỤ LỤC", size=14, bold=True)
    body += title("Danh sách địa chỉ IP của các cơ quan, đơn vị kết nối tới mạng botnet tháng 12 năm 2025", size=14, bold=True)
    body += title("(Ghi nhận từ ngày 01/12/2025 đến ngày 31/12/2025, giờ Việt Nam)", italic=True)
    body += ooxml.paragraph() + ooxml.table(widths, rows, lines=True, repeat_head=True)
    body += ooxml.paragraph(ooxml.run("Danh sách có 14 dòng./.", italic=True), align="left", before=6)
    return ooxml.document("Danh sách IP botnet tháng 12/2025", body, landscape=True)


SHADOWSERVER = (
    "timestamp severity protocol src_ip src_port src_asn src_geo src_region src_city src_hostname "
    "src_naics src_sector device_vendor device_type device_model dst_ip dst_port dst_asn dst_geo "
    "dst_region dst_city dst_hostname dst_naics dst_sector public_source infection family tag "
    "application version event_id machine_name"
).split()


def january():
    """A sinkhole report in the layout of Shadowserver (event4_sinkhole): UTC, with wrong rows."""
    out = io.StringIO()
    writer = csv.DictWriter(out, SHADOWSERVER, restval="", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writeheader()
    for number, (when, address, port, infection, sink, sink_port, host) in enumerate(JANUARY, 1):
        writer.writerow({
            "timestamp": when, "severity": "high", "protocol": "tcp", "src_ip": address,
            "src_port": port, "src_asn": 64496, "src_geo": "VN", "src_region": "TRE XANH",
            "dst_ip": sink, "dst_port": sink_port, "dst_asn": 64511, "dst_hostname": host,
            "infection": infection, "tag": "sinkhole", "event_id": f"trexanh-2026-01-{number:04}",
        })
    return out.getvalue().encode("ascii")


def warning():
    """A warning as it is pasted from a mail: two lines of words, then columns between tabs."""
    lines = [
        "Cảnh báo đột xuất: địa chỉ IP có kết nối tới mạng botnet",
        "(Ghi nhận từ ngày 14/10/2025 đến ngày 19/10/2025, giờ Việt Nam)",
        "Địa chỉ IP\tLoại mã độc\tLần cuối (UTC+7)\tSố lần kết nối",
    ]
    lines += ["\t".join(str(value) for value in row) for row in WARNING]
    return ("\n".join(lines) + "\n").encode("utf-8")


def answers():
    """What the bodies answered to the lists, as the officer in charge kept it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("Thời điểm", "Mã đơn vị", "Tên đơn vị", "Địa chỉ IP", "Mã độc", "Nội dung xử lý", "Diễn giải",
                     "Người thực hiện", "Tệp kèm theo", "Đến ngày"))
    officers = {row[3]: row[0] for row in reversed(province.contacts()) if row[2] == province.OFFICER}
    supervisor = next(row[0] for row in province.contacts() if row[2:4] == (province.LEAD, province.code(2)))
    for when, body, address, family, step, words, photo, until in ANSWERS:
        body = province.code(*body)
        who = supervisor if step in BY_SUPERVISOR else officers[body]
        writer.writerow((when, body, province.NAME_OF[body], address, family, step, words, who, photo, until))
    return out.getvalue().encode("utf-8-sig")


def calls():
    """The calls by which the province's watch tried the contact points, as it wrote them down."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("Thời điểm", "Mã đơn vị", "Tên đơn vị", "Đầu mối", "Số gọi", "Kết quả", "Ghi chú", "Người gọi"))
    people = province.contacts()
    caller = next(row[0] for row in people if row[2:4] == (province.INCIDENTS, province.code(2, 1)))
    called = [row for row in people if row[2] in (province.OFFICER, province.LEAD)]
    # Every fourth is left for the user to call.
    for at, (name, _, _, body, phone, _, _, _) in enumerate(called):
        if at % 4 == 3:
            continue
        day, minute = (22, at) if at < 20 else (23, at - 20)
        outcome, note = "Có người nghe máy", ""
        if at % 9 == 5:
            outcome, note = "Không nghe máy", "Gọi hai lần"
        elif at % 17 == 12:
            outcome, note = "Sai số", "Số của hộ dân"
        when = f"{day}/01/2026 {8 + minute // 10:02}:{minute % 10 * 6:02}"
        writer.writerow((when, body, province.NAME_OF[body], name, phone, outcome, note, caller))
    return out.getvalue().encode("utf-8-sig")
