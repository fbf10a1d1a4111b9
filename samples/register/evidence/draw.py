# Draws the two pictures of this folder: what a camera would write into them (Exif) is invented. python3 draw.py
import struct, zlib

def picture(name, paint, taken, north, east):
    width, height = 480, 320
    rows = b"".join(b"\0" + bytes(paint(x, y) for x in range(width)) for y in range(height))
    colours = bytes.fromhex("9fb6c6" "b9a98c" "7d3f32" "3b2f2a" "6f8a56" "d9d4c7" "24303a" "a8a29a")
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    with open(name, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)) + chunk(b"PLTE", colours)
                   + chunk(b"eXIf", exif(taken, north, east)) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))

# CIPA DC-008: a TIFF of three directories, the values that are longer than four bytes behind each.
def exif(taken, north, east):
    text = lambda words: (2, words.encode() + b"\0")
    degrees = lambda angle: (5, b"".join(struct.pack(">II", round(part * 100), 100) for part in (int(angle), int(angle * 60) % 60, angle * 3600 % 60)))
    def directory(at, fields):
        entries, behind = b"", b""
        for tag, (kind, value) in sorted(fields.items()):
            count = len(value) // {2: 1, 4: 4, 5: 8}[kind]
            if len(value) > 4:
                place, behind = at + 6 + 12 * len(fields) + len(behind), behind + value + b"\0" * (len(value) % 2)
                value = struct.pack(">I", place)
            entries += struct.pack(">HHI", tag, kind, count) + value.ljust(4, b"\0")
        return struct.pack(">H", len(fields)) + entries + b"\0\0\0\0" + behind
    main = lambda details, position: directory(8, {0x010F: text("Invented"), 0x0110: text("Sample camera"), 0x8769: (4, struct.pack(">I", details)), 0x8825: (4, struct.pack(">I", position))})
    details = 8 + len(main(0, 0))
    second = directory(details, {0x9003: text(taken), 0x9011: text("+02:00")})
    position = details + len(second)
    third = directory(position, {1: text("N"), 2: degrees(north), 3: text("E"), 4: degrees(east)})
    return b"MM\0*" + struct.pack(">I", 8) + main(details, position) + second + third

SKY, WALL, BRICK, HOLE, GRASS, FRAME, GLASS, SMOKE = range(8)

def house(x, y):
    roof = 70 <= y < 140 and abs(x - 240) < 60 + (y - 70) * 2
    torn = (x - 300) ** 2 + (y - 105) ** 2 < 34 ** 2 + 9 * ((x * 7 + y * 3) % 40)
    if torn and (roof or y >= 60): return HOLE if roof else SMOKE
    if roof: return BRICK
    if 140 <= y < 260 and 70 <= x < 410:
        for left in (110, 215, 320):
            if left <= x < left + 50 and 170 <= y < 220:
                return FRAME if x in (left, left + 25, left + 49) or y in (170, 219) else HOLE if (x + y) % 37 < 22 else GLASS
        return WALL
    return GRASS if y >= 260 else SKY

def balcony(x, y):
    if x < 60 or x >= 420: return WALL if (y // 20 + x // 40) % 2 else FRAME
    if y >= 230: return FRAME if x % 24 < 4 and not 190 < x < 330 else BRICK if y >= 290 else HOLE
    if 60 <= y < 230 and 100 <= x < 380:
        edge = x in range(100, 108) or x in range(236, 244) or x in range(372, 380) or y < 68
        return FRAME if edge else GLASS if (3 * x + 5 * y) % 97 < 15 else HOLE
    return WALL

picture("roof.png", house, "2023:03:22 08:40:00", 49.9630, 31.0430)
picture("balcony.png", balcony, "2023:03:22 13:05:00", 47.8500, 35.1200)
