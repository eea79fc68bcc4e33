// Runs in a browser: a host of MCP Apps as small as one can be, on the official bridge. What it is to show and what its
// server answers comes from the test (`window.pollux`), and so does who listens to what the view does.
import { AppBridge, PostMessageTransport } from '@modelcontextprotocol/ext-apps/app-bridge'

const { capabilities, hostContext, toolInput, toolResult } = window.pollux
const frame = document.querySelector('iframe')
const bridge = new AppBridge(null, { name: 'test', version: '1' }, capabilities, { hostContext })
bridge.oncalltool = (params) => window.callTool(params)
bridge.onmessage = async (params) => (await window.heard('message', params), {})
bridge.onupdatemodelcontext = async (params) => (await window.heard('context', params), {})
bridge.onsizechange = ({ height }) => {
  if (height !== undefined) frame.style.height = `${height}px`
}
async function show() {
  await bridge.sendToolInput({ arguments: toolInput })
  await bridge.sendToolResult(toolResult)
  document.body.dataset.shown = 'true'
}
bridge.oninitialized = () => void show()
window.changeContext = (context) => bridge.setHostContext(context)
window.teardown = () => bridge.teardownResource({})
await bridge.connect(new PostMessageTransport(frame.contentWindow, frame.contentWindow))
frame.src = '/view.html'
