import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'

interface MenuProps {
  /** The button that opens it; it must take a ref and props, as `Button` does. */
  trigger: ReactNode
  children: ReactNode
  align?: 'start' | 'end'
}

/** A menu of actions under a button. Not modal: a modal one injects a style element, which the policy refuses. */
export function Menu({ trigger, children, align = 'end' }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      {/* Where the button is, not at the end of the page: inside the same landmark, and inside an open dialog. */}
      <DropdownMenu.Content className="menu" align={align} sideOffset={4} collisionPadding={8}>
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  )
}

interface MenuItemProps {
  onSelect: () => void
  children: ReactNode
  tone?: 'plain' | 'danger'
  disabled?: boolean
}

export function MenuItem({ onSelect, children, tone = 'plain', disabled = false }: MenuItemProps) {
  return (
    <DropdownMenu.Item
      className={`menu-item ${tone === 'danger' ? 'text-danger' : ''}`}
      disabled={disabled}
      onSelect={onSelect}
    >
      {children}
    </DropdownMenu.Item>
  )
}

interface MenuChoiceProps<Value extends string> {
  label: string
  value: Value
  options: readonly { value: Value; label: string }[]
  onChange: (value: Value) => void
}

/** One of several, with what is chosen marked. */
export function MenuChoice<Value extends string>({ label, value, options, onChange }: MenuChoiceProps<Value>) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={(next) => onChange(next as Value)}>
      <DropdownMenu.Label className="px-3 pt-2 pb-1 text-small text-muted">{label}</DropdownMenu.Label>
      {options.map((option) => (
        <DropdownMenu.RadioItem key={option.value} value={option.value} className="menu-item">
          {option.label}
          <DropdownMenu.ItemIndicator className="ml-auto text-accent">●</DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  )
}

export const MenuLine = () => <DropdownMenu.Separator className="my-1 border-t border-line" />
