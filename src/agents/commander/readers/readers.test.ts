import assert from 'node:assert/strict'
import { createServer, type AddressInfo } from 'node:net'
import os from 'node:os'
import { test } from 'node:test'
import { parseStat } from './processes.ts'
import type { Reading } from './reader.ts'
import { readerNames, readers } from './readers.ts'
import { parseRoutes } from './routes.ts'
import { parseSockets } from './sockets.ts'

function read(
  name: (typeof readerNames)[number],
  target?: string,
  signal = AbortSignal.timeout(20_000),
): Promise<Reading> {
  const options = new Map([
    ['-c', '1'],
    ['-W', '1'],
  ])
  return readers[name].read({ options, positionals: target === undefined ? [] : [target], signal })
}

test('a table of sockets is read, in both families', () => {
  const tcp =
    '  sl  local_address rem_address   st\n   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000\n   1: 0200A8C0:01BB 016433C6:C350 01\n'
  assert.deepEqual(parseSockets('tcp', tcp), [
    ['tcp', 'LISTEN', '127.0.0.1:8080', '0.0.0.0:*'],
    ['tcp', 'ESTAB', '192.168.0.2:443', '198.51.100.1:50000'],
  ])
  const udp6 = 'head\n 0: B80D0120000000000000000001000000:0035 00000000000000000000000000000000:0000 07\n'
  assert.deepEqual(parseSockets('udp6', udp6), [['udp6', 'UNCONN', '[2001:db8::1]:53', '[::]:*']])
})

test('the sockets of this machine are among those read', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const { output } = await read('sockets')
  server.close()
  assert.match(output, new RegExp(`^tcp +LISTEN +127\\.0\\.0\\.1:${port} `, 'm'))
})

test('a table of routes is read', () => {
  const table =
    'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\n' +
    'eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\n' +
    'eth0\t000200C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\n'
  assert.deepEqual(parseRoutes(table), [
    ['default', '192.0.2.1', 'eth0', '0'],
    ['192.0.2.0/24', '-', 'eth0', '100'],
  ])
})

test('the name of a process may hold brackets and spaces', () => {
  assert.deepEqual(parseStat('42 (a) b (c)) S 7 1 1'), { name: 'a) b (c)', state: 'S', parent: '7' })
})

test('this process is among the processes', async () => {
  assert.match(
    (await read('processes')).output,
    new RegExp(`^${process.pid} +${process.ppid} +${process.getuid?.()} `, 'm'),
  )
})

test('facts of the machine are those of the operating system', async () => {
  assert.equal((await read('hostname')).output, `${os.hostname()}\n`)
  assert.match((await read('user')).output, new RegExp(`\\(uid ${process.getuid?.()}, gid ${process.getgid?.()}\\)`))
  assert.match((await read('system')).output, new RegExp(`Kernel +${os.type()} ${os.release()}`))
  assert.match((await read('interfaces')).output, /127\.0\.0\.1\/8/)
  assert.match((await read('routes')).output, /^Destination +Gateway/)
})

test('loopback answers TCP, and the answer says that it is no ICMP', async () => {
  const { output, exitCode } = await read('tcp-ping', '127.0.0.1')
  assert.match(output, /^tcp 127\.0\.0\.1: 1 of 1: port (443|80) answered after .* \((refused|connected)\)$/m)
  assert.match(output, /not ICMP/)
  assert.equal(exitCode, 0)
})

test('a name that does not exist answers neither TCP nor DNS', async () => {
  const ping = await read('tcp-ping', 'name.invalid')
  assert.equal(ping.exitCode, 1)
  assert.match(ping.output, /0 of 1 attempts were answered/)
  const lookup = await read('dns', 'name.invalid')
  assert.equal(lookup.exitCode, 1)
  assert.notEqual(lookup.stderr, '')
})

test('a reading that is given up ends at once', async () => {
  const options = new Map([['-c', '10']])
  const signal = AbortSignal.timeout(50)
  const started = performance.now()
  await assert.rejects(readers['tcp-ping'].read({ options, positionals: ['127.0.0.1'], signal }))
  assert.ok(performance.now() - started < 900)
})
