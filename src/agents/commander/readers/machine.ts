import { readFile } from 'node:fs/promises'
import os from 'node:os'
import { success, type Reader } from './reader.ts'
import { tableLines } from './table.ts'

export const hostnameReader: Reader = {
  method: 'node',
  options: [],
  takesTarget: false,
  read: async () => success([os.hostname()]),
}

export const userReader: Reader = {
  method: 'node',
  options: [],
  takesTarget: false,
  read: async () => success([`${userName()} (uid ${process.getuid?.()}, gid ${process.getgid?.()})`]),
}

/** A container may run under a number that no file gives a name. */
function userName(): string {
  try {
    return os.userInfo().username
  } catch {
    return 'no name'
  }
}

export const systemReader: Reader = {
  method: 'node',
  options: [],
  takesTarget: false,
  read: async () => {
    const [processor] = os.cpus()
    const gib = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GiB`
    return success(
      tableLines([
        ['Host name', os.hostname()],
        ['System', await distribution()],
        ['Kernel', `${os.type()} ${os.release()} ${os.machine()}`],
        ['Processors', `${os.availableParallelism()} (${processor?.model.trim() ?? 'unknown model'})`],
        ['Memory', `${gib(os.freemem())} free of ${gib(os.totalmem())}`],
        [
          'Load',
          os
            .loadavg()
            .map((load) => load.toFixed(2))
            .join(' '),
        ],
        ['Running for', `${(os.uptime() / 3600).toFixed(1)} hours`],
      ]),
    )
  },
}

/** `PRETTY_NAME` of os-release(5); systems without that file are named by their kernel. */
async function distribution(): Promise<string> {
  const text = await readFile('/etc/os-release', 'utf8').catch(() => '')
  return /^PRETTY_NAME=(?:"(.*)"|(.*))$/m.exec(text)?.slice(1).find(Boolean) ?? os.type()
}

export const interfacesReader: Reader = {
  method: 'node',
  options: [],
  takesTarget: false,
  read: async () => {
    const rows = Object.entries(os.networkInterfaces()).flatMap(([name, addresses = []]) =>
      addresses.map(({ family, cidr, address, mac }) => [name, family, cidr ?? address, mac]),
    )
    return success(tableLines([['Interface', 'Family', 'Address', 'Hardware'], ...rows]))
  },
}
