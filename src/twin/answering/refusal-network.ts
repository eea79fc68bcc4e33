import { readFileSync } from 'node:fs'

/**
 * Judges whether a question to a person has found its answer: one hidden layer over the signals of the answer and the
 * question's vector. What is asked tells as much as what was found: hardly any
 * profile says which version, or what one earns. Fitted by eval/fit/train-person.py.
 */
export interface RefusalNetwork {
  /** Calibrated probability, 0 to 1. `inputs` are those of `personInputs`. */
  judge(inputs: Float32Array): number
}

let loaded: RefusalNetwork | undefined

/** The shipped network, read at the first use. */
export function refusalNetwork(): RefusalNetwork {
  return (loaded ??= readNetwork(new URL('./refusal-network.bin', import.meta.url)))
}

/** Little-endian: numbers of inputs and of hidden units (uint32), then float32: hidden layer, its biases, output, its bias. */
function readNetwork(file: URL): RefusalNetwork {
  const { buffer } = new Uint8Array(readFileSync(file)) // a copy that begins at 0, so that every field is aligned
  const [inputs = 0, hidden = 0] = new Uint32Array(buffer, 0, 2)
  const numbers = new Float32Array(buffer, 8)
  const layer = numbers.subarray(0, hidden * inputs)
  const biases = numbers.subarray(layer.length, layer.length + hidden)
  const output = numbers.subarray(layer.length + hidden, layer.length + 2 * hidden)
  const bias = numbers[numbers.length - 1]!

  return {
    judge(given) {
      if (given.length !== inputs) throw new Error(`The refusal's network wants ${inputs} inputs, not ${given.length}`)
      let logit = bias
      for (let unit = 0, weight = 0; unit < hidden; unit++) {
        let sum = biases[unit]!
        for (let input = 0; input < inputs; input++) sum += layer[weight++]! * given[input]!
        if (sum > 0) logit += sum * output[unit]!
      }
      return 1 / (1 + Math.exp(-logit))
    },
  }
}
