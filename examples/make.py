#!/usr/bin/env python3
"""Makes the files of the sample province.

    python3 examples/make.py            writes them
    python3 examples/make.py --check    says whether they are current, and whether expected.json
                                        fits the data; exit 1 if not

Standard library only. The result depends on nothing but these scripts; packages are compared by
their parts, for two builds of zlib may compress the same bytes differently.
"""

import csv
import io
import json
import pathlib
import sys
import zipfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent))

from parts import expect, letters, lists, ooxml, photos, province  # noqa: E402

OUT = pathlib.Path(__file__).parent / "tre-xanh"


def organizations():
    heads = ("Mã định danh", "Tên cơ quan, đơn vị", "Tên viết tắt", "Loại hình", "Cơ quan cấp trên", "Hiệu lực từ")
    rows = [[(word, ooxml.HEAD) for word in heads]]
    for *words, since in province.BODIES:
        code, name, short, kind, parent = words
        rows.append([(word, ooxml.CELL) for word in (code, name, short, kind, parent)] + [(since, ooxml.DATE)])
    return ooxml.workbook("Đơn vị", rows, (18, 50, 16, 22, 18, 14), frozen=1)


def claims():
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("Mã đơn vị", "Tên đơn vị", "Không gian địa chỉ", "Địa điểm", "Hiệu lực từ", "Hiệu lực đến",
                     "Trạng thái", "Dùng chung", "Ghi chú"))
    day = lambda value: value.strftime("%d/%m/%Y") if value else ""
    for code, space, site, since, until, state, shared, note in province.CLAIMS:
        writer.writerow((code, province.NAME_OF[code], space, site, day(since), day(until), state, shared, note))
    return out.getvalue().encode("utf-8-sig")


def sites():
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("Mã đơn vị", "Tên đơn vị", "Tên địa điểm", "Địa chỉ"))
    for code, name, address in province.sites():
        writer.writerow((code, province.NAME_OF[code], name, address))
    return out.getvalue().encode("utf-8-sig")


def contacts():
    heads = ("Họ và tên", "Chức vụ", "Vai trò đầu mối", "Mã đơn vị", "Tên đơn vị", "Điện thoại", "Di động",
             "Thư điện tử", "Ngày xác minh")
    rows = [[(word, ooxml.HEAD) for word in heads]]
    for name, position, role, code, phone, mobile, mail, verified in province.contacts():
        words = (name, position, role, code, province.NAME_OF[code], phone, mobile, mail)
        rows.append([(word, ooxml.CELL) for word in words] + [(verified, ooxml.DATE)])
    return ooxml.workbook("Đầu mối", rows, (18, 36, 22, 18, 44, 15, 15, 30, 14), frozen=1)


FILES = {
    "don-vi.xlsx": organizations,
    "dia-diem.csv": sites,
    "dai-dia-chi.csv": claims,
    "dau-moi.xlsx": contacts,
    "cong-van-ubnd.docx": letters.ubnd,
    "cong-van-skhcn.docx": letters.department,
    "danh-sach-botnet-2025-11.xlsx": lists.november,
    "danh-sach-botnet-2025-12.docx": lists.december,
    "danh-sach-botnet-2026-01.csv": lists.january,
    "canh-bao-dot-xuat.txt": lists.warning,
    "phan-hoi.csv": lists.answers,
    "goi-dau-moi.csv": lists.calls,
    "anh-camera.png": lambda: photos.png(photos.camera),
    "anh-bo-dinh-tuyen.png": lambda: photos.png(photos.router),
    "anh-o-luu-tru.png": lambda: photos.png(photos.storage),
}


def contents(data):
    """The parts of a package, or the bytes themselves."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(entry.filename, archive.read(entry)) for entry in archive.infolist()]


def main(arguments):
    if arguments not in ([], ["--check"]):
        print(__doc__, file=sys.stderr)
        return 2
    stale = []
    for name, make in FILES.items():
        path, data = OUT / name, make()
        current = path.exists() and contents(path.read_bytes()) == contents(data)
        if not current and arguments:
            stale.append(name)
        elif not current:
            OUT.mkdir(exist_ok=True)
            path.write_bytes(data)
            print(f"wrote {path.relative_to(OUT.parent)}")
    for name in stale:
        print(f"not current: {name}; run python3 examples/make.py", file=sys.stderr)
    slips = []
    if arguments:
        slips = expect.differences(json.loads((OUT / "expected.json").read_text("utf-8")))
    for line in slips:
        print(line, file=sys.stderr)
    return 1 if stale or slips else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
