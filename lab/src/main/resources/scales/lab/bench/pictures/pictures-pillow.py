"""Resizes one picture over and over with Pillow: LANCZOS, JPEGs reduced while decoding as thumbnail() does, defaults for writing.
Arguments: FILE OUTPUT SCALE WARM_MS MEASURE_MS. Prints CPU ms (mean), peak memory in kB, bytes. --version prints versions."""
import io
import platform
import re
import sys
import time

import PIL
from PIL import Image, ImageSequence


def resized(image, size):
    # Palettes cannot be mixed.
    if image.mode == "P":
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    return image.resize(size, Image.LANCZOS, reducing_gap=2.0)


def once(data, scale):
    image = Image.open(io.BytesIO(data))
    size = tuple(max(1, int(side * scale + 0.5)) for side in image.size)
    out = io.BytesIO()
    if image.format == "GIF" and image.n_frames > 1:
        delays = []
        frames = []
        for frame in ImageSequence.Iterator(image):
            delays.append(frame.info.get("duration", 0))
            frames.append(resized(frame, size))
        frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=delays, loop=image.info.get("loop", 0))
    else:
        if image.format == "JPEG" and scale < 1:
            # Twice as large as needed at least, so that the filter still has something to do.
            image.draft(None, (size[0] * 2, size[1] * 2))
        resized(image, size).save(out, image.format)
    return out.getvalue()


def main(file, output, scale, warm, measure):
    with open(file, "rb") as opened:
        data = opened.read()

    def timed():
        before = time.process_time()
        result = once(data, float(scale))
        return (time.process_time() - before) * 1000, result

    began = time.time()
    while True:
        spent, result = timed()
        if (time.time() - began) * 1000 >= float(warm):
            break
    times = [spent]
    # A run of seconds needs no other before it.
    if spent < 2000:
        times = []
        start = time.time()
        while not times or (time.time() - start) * 1000 < float(measure):
            spent, result = timed()
            times.append(spent)
    with open(output, "wb") as opened:
        opened.write(result)
    try:
        with open("/proc/self/status") as status:
            peak = re.search(r"VmHWM:\s+(\d+)", status.read()).group(1)
    except OSError:
        peak = 0
    print(sum(times) / len(times), peak, len(result))


if sys.argv[1] == "--version":
    print("Pillow %s, Python %s" % (PIL.__version__, platform.python_version()))
else:
    main(*sys.argv[1:])
