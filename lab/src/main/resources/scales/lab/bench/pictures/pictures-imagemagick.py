"""Resizes one picture with ImageMagick's command, -filter Lanczos, on one thread; a process each, as it is used.
Arguments: COMMAND FILE OUTPUT SCALE WARM_MS MEASURE_MS. Prints CPU ms (mean), peak memory in kB, bytes."""
import os
import sys
import time


def once(command, file, output, scale):
    percent = "%g%%" % (float(scale) * 100)
    # Frames of an animation are made whole before they are resized.
    whole, packed = (["-coalesce"], ["-layers", "optimize"]) if file.endswith(".gif") else ([], [])
    words = [command, file, *whole, "-filter", "Lanczos", "-resize", percent, *packed, output]
    child = os.posix_spawnp(command, words, dict(os.environ, OMP_NUM_THREADS="1", MAGICK_THREAD_LIMIT="1"))
    _, status, usage = os.wait4(child, 0)
    if status != 0:
        sys.exit("status %d" % status)
    return (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss


def main(command, file, output, scale, warm, measure):
    times = []
    peak = 0
    start = time.time()
    while not times or (time.time() - start) * 1000 < float(measure):
        spent, memory = once(command, file, output, scale)
        times.append(spent)
        peak = max(peak, memory)
    print(sum(times) / len(times), peak, os.path.getsize(output))


main(*sys.argv[1:])
