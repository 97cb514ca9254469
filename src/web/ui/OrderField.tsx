import type { ReactNode } from 'react';

/** The orders of a list, of which one is chosen. */
export function OrderField<Order extends string>(props: {
  readonly label: string;
  readonly orders: readonly Order[];
  readonly names: Readonly<Record<Order, string>>;
  readonly value: Order;
  readonly onChoose: (order: Order) => void;
}): ReactNode {
  const { label, orders, names, value, onChoose } = props;
  return (
    <label>
      <span className="unseen">{label}</span>
      <select
        value={value}
        onChange={({ target }) => {
          onChoose(orders.find((order) => order === target.value) ?? value);
        }}
      >
        {orders.map((order) => (
          <option key={order} value={order}>
            {names[order]}
          </option>
        ))}
      </select>
    </label>
  );
}
