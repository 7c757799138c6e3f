"""The letter of the department and the letter that it carries out.

Every sentence is ours; the layout is that of Decree 30/2020/ND-CP, annex I.
"""

from .ooxml import document, paragraph, rule, run, table

INDENT = 720
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


def centred(words, **how):
    return paragraph(run(words, **how), align="center")


def head(issuer, number, subject, place_date, over="", wide=1200):
    """The two columns above the text: issuer and number at the left, the motto and date right."""
    left = centred(over, size=12) if over else ""
    left += centred(issuer, size=12, bold=True) + rule(wide)
    right = centred(MOTTO[0], size=12, bold=True) + centred(MOTTO[1], size=13, bold=True) + rule(1370)
    below = centred(number, size=13) + paragraph(run(subject, size=12), align="center", before=6)
    return table((4000, 5185), [(left, right), (below, centred(place_date, size=13, italic=True))])


def text(words):
    return paragraph(run(words, size=13.5), indent=INDENT, before=6, line=259)


def heading(words):
    return paragraph(run(words, size=13.5, bold=True), indent=INDENT, before=6, line=259, keep=True)


def addressees(lines):
    """"Kính gửi" with one body on each dash line."""
    out = paragraph(run("Kính gửi:", size=13.5), align="left", indent=1900, before=14)
    for line in lines:
        out += paragraph(run(f"- {line}", size=13.5), align="left", left=2400, before=2)
    return out


def foot(recipients, titles, name):
    """The two columns below the text: recipients left, signature right."""
    left = paragraph(run("Nơi nhận:", size=12, bold=True, italic=True), align="left")
    for line in recipients:
        left += paragraph(run(line, size=11), align="left")
    right = "".join(centred(title, size=13, bold=True) for title in titles)
    right += "".join(centred("", size=13) for _ in range(4)) + centred(name, size=13, bold=True)
    return paragraph() + table((4700, 4485), [(left, right)])


def department():
    """The letter of the department, which the sample's directive is read from."""
    body = head(
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "Số: 57/SKHCN-CĐS",
        "V/v bảo đảm an toàn thông tin mạng\ntrong đợt cao điểm",
        "Tre Xanh, ngày 20 tháng 01 năm 2026",
        over="UBND TỈNH TRE XANH",
    )
    body += addressees((
        "Các cơ quan Đảng, Mặt trận, đoàn thể tỉnh;",
        "Các sở, ban, ngành, Công an tỉnh;",
        "UBND các xã, phường và đặc khu;",
        "Các đơn vị sự nghiệp công lập của tỉnh.",
    ))
    body += text(
        "Thực hiện Công văn số 212/UBND-KGVX ngày 16/01/2026 của UBND tỉnh Tre Xanh về việc tăng cường "
        "bảo đảm an toàn thông tin mạng trong đợt cao điểm (gửi kèm);"
    )
    body += text(
        "Để các hệ thống thông tin của tỉnh hoạt động an toàn, thông suốt từ ngày 09/02/2026 đến hết ngày "
        "22/02/2026, Sở Khoa học và Công nghệ đề nghị các cơ quan, đơn vị, địa phương tập trung thực hiện "
        "các nội dung sau:"
    )
    body += heading("1. Đối với hệ thống thông tin thuộc phạm vi quản lý")
    body += text(
        "a) Rà soát từng hệ thống thông tin, hoàn thành hồ sơ đề xuất cấp độ và triển khai đủ các biện pháp "
        "bảo vệ theo cấp độ an toàn đã được phê duyệt."
    )
    body += text(
        "b) Bố trí người trực giám sát an toàn thông tin 24/7 tại chỗ trong suốt đợt cao điểm, ghi sổ trực đầy đủ, bảo "
        "đảm các cảnh báo tấn công mạng, cảnh báo mã độc đã được xác minh được xử lý kịp thời."
    )
    body += text(
        "c) Rà quét và bóc gỡ mã độc trên toàn bộ máy chủ, máy trạm. Ưu tiên xử lý trước những nơi có địa chỉ IP "
        "trong danh sách IP kết nối mạng botnet do Trung tâm Chuyển đổi số gửi hằng tháng hoặc đột xuất "
        "(danh sách tháng 11/2025 và tháng 12/2025 gửi kèm)."
    )
    body += text(
        "d) Rà soát, khắc phục triệt để các lỗ hổng bảo mật đã được Sở Khoa học và Công nghệ cảnh báo tại "
        "Công văn số 31/SKHCN-CĐS ngày 14/01/2026 và các cảnh báo lỗ hổng tháng 11/2025, tháng 12/2025 "
        "(gửi kèm); nơi chưa cập nhật được bản vá phải có biện pháp giảm thiểu."
    )
    body += text(
        "đ) Khi có sự cố, tiếp nhận và xử lý trên nền tảng điều phối xử lý sự cố an toàn thông tin mạng quốc "
        "gia, đồng thời thông báo cho Công an tỉnh và Trung tâm Chuyển đổi số."
    )
    body += heading("2. Đối với cán bộ, công chức, viên chức và người lao động")
    body += text(
        "a) Tuyên truyền, nâng cao nhận thức về an toàn thông tin mạng, cảnh giác với tin giả, tin "
        "xấu độc và các hình thức lừa đảo trực tuyến thường gặp."
    )
    body += text(
        "b) Phổ biến văn bản này đến tất cả các đơn vị trực thuộc để cùng thực hiện."
    )
    body += text(
        "c) Cử đầu mối tiếp nhận thông tin và lãnh đạo phụ trách an toàn thông tin; cập nhật danh sách "
        "đầu mối về Sở Khoa học và Công nghệ khi có thay đổi."
    )
    body += heading("3. Chế độ báo cáo")
    body += text(
        "Các cơ quan, đơn vị, địa phương gửi báo cáo kết quả thực hiện về Sở Khoa học và Công nghệ trước ngày "
        "10/02/2026 để tổng hợp, báo cáo UBND tỉnh."
    )
    body += heading("4. Đầu mối hỗ trợ")
    body += text(
        "Trong quá trình thực hiện, nếu cần hỗ trợ kỹ thuật, đề nghị liên hệ Trung tâm Chuyển đổi số tỉnh Tre "
        "Xanh, điện thoại: 0200.000.0012, thư điện tử: hotro@trexanh.example."
    )
    body += text("Sở Khoa học và Công nghệ đề nghị các cơ quan, đơn vị, địa phương quan tâm phối hợp thực hiện./.")
    body += foot(
        ("- Như trên;", "- UBND tỉnh (b/c);", "- Công an tỉnh (p/h);", "- Giám đốc, các Phó Giám đốc Sở;",
         "- Trung tâm Chuyển đổi số (t/h);", "- Lưu: VT, CĐS (NM, 02)."),
        ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Luồng Văn Măng",
    )
    return document("Công văn 57/SKHCN-CĐS", body)


def ubnd():
    """The letter of the people's committee above it."""
    body = head(
        "ỦY BAN NHÂN DÂN\nTỈNH TRE XANH",
        "Số: 212/UBND-KGVX",
        "V/v tăng cường bảo đảm an toàn\nthông tin mạng trong đợt cao điểm",
        "Tre Xanh, ngày 16 tháng 01 năm 2026",
        wide=1300,
    )
    body += addressees((
        "Các sở, ban, ngành tỉnh;",
        "Công an tỉnh;",
        "UBND các xã, phường và đặc khu.",
    ))
    body += text(
        "Thời gian qua, hoạt động tấn công mạng, phát tán mã độc và lừa đảo trực tuyến tăng cao. "
        "Chủ tịch UBND tỉnh yêu cầu:"
    )
    body += text(
        "1. Thủ trưởng các sở, ban, ngành, Chủ tịch UBND các xã, phường và đặc khu chịu trách nhiệm trước Chủ "
        "tịch UBND tỉnh về an toàn thông tin mạng của cơ quan, địa phương mình trong đợt cao điểm."
    )
    body += text(
        "2. Giao Sở Khoa học và Công nghệ chủ trì, phối hợp với Công an tỉnh hướng dẫn các cơ quan, địa phương "
        "triển khai cụ thể; tổng hợp kết quả thực hiện, báo cáo UBND tỉnh trước ngày 14/02/2026."
    )
    body += text(
        "3. Giao Công an tỉnh theo dõi, kiểm tra việc khắc phục các địa chỉ IP kết nối mạng botnet và các lỗ "
        "hổng bảo mật đã được cảnh báo; hỗ trợ xử lý khi có sự cố."
    )
    body += text("Yêu cầu các cơ quan, địa phương nghiêm túc thực hiện./.")
    body += foot(
        ("- Như trên;", "- Thường trực Tỉnh ủy (b/c);", "- Chủ tịch, các PCT UBND tỉnh;",
         "- Ủy ban MTTQ Việt Nam tỉnh;", "- Lưu: VT, KGVX (TL, 02)."),
        ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Trúc Minh Vầu",
    )
    return document("Công văn 212/UBND-KGVX", body)
