// Resizes one picture over and over with sharp, as its defaults are, on one thread.
// Arguments: FILE OUTPUT SCALE WARM_MS MEASURE_MS. Prints CPU ms (mean), peak memory in kB, bytes. --version prints versions.
const fs = require('fs')
const sharp = require('sharp')

async function main([file, output, scale, warm, measure]) {
  if (file === '--version') {
    console.log(`sharp ${sharp.versions.sharp}, libvips ${sharp.versions.vips}, Node ${process.versions.node}`)
    return
  }
  sharp.concurrency(1)
  // Otherwise the second run would find the first one's pixels.
  sharp.cache(false)
  const bytes = fs.readFileSync(file)
  const { format, width, height } = await sharp(bytes).metadata()
  const side = length => Math.max(1, Math.round(length * scale))
  const target = { width: side(width), height: side(height), fit: 'fill', kernel: 'lanczos3' }
  const animated = format === 'gif'
  let result
  const once = async () => {
    const before = process.cpuUsage()
    result = await sharp(bytes, { animated }).resize(target).toFormat(format).toBuffer()
    const spent = process.cpuUsage(before)
    return (spent.user + spent.system) / 1000
  }
  const began = Date.now()
  let times = []
  do {
    times = [await once()]
  } while (Date.now() - began < warm)
  // A run of seconds needs no other before it.
  if (times[0] < 2000) {
    times = []
    const start = Date.now()
    do {
      times.push(await once())
    } while (Date.now() - start < measure)
  }
  const mean = times.reduce((sum, time) => sum + time) / times.length
  fs.writeFileSync(output, result)
  const status = fs.existsSync('/proc/self/status') ? fs.readFileSync('/proc/self/status', 'utf8') : ''
  const peak = /VmHWM:\s+(\d+)/.exec(status)
  console.log(`${mean} ${peak ? peak[1] : 0} ${result.length}`)
}

main(process.argv.slice(2)).catch(failure => {
  console.error(failure.message)
  process.exit(1)
})
