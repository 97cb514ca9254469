// The least page that lists trails, of which it draws those that are seen: what the list of a case is compared with.
const HEIGHT = 96;
const scroller = document.getElementById('list');
scroller.className = 'scroller';
scroller.style.cssText = 'position:absolute;top:0;right:0;bottom:0;width:432px;overflow-y:auto';
const sheet = document.createElement('div');
sheet.style.position = 'relative';
scroller.append(sheet);
const items = [];
let next = '';
let busy = false;

async function more() {
  if (busy || next === null) return;
  busy = true;
  const page = await (await fetch(`/trails.json${next === '' ? '' : `?cursor=${next}`}`)).json();
  items.push(...page.items);
  next = page.next;
  busy = false;
  sheet.style.height = `${items.length * HEIGHT}px`;
  draw();
}

function draw() {
  const first = Math.max(0, Math.floor(scroller.scrollTop / HEIGHT) - 8);
  const last = Math.min(items.length, first + Math.ceil(scroller.clientHeight / HEIGHT) + 16);
  const rows = [];
  for (let i = first; i < last; i++) {
    const { processors, people, verdict, hops, firstArrival, lastAt, codes } = items[i];
    const row = document.createElement('div');
    row.className = 'trail';
    row.style.cssText = `position:absolute;left:0;right:0;height:${HEIGHT}px;transform:translateY(${i * HEIGHT}px)`;
    for (const text of [
      processors.join(' → '),
      `${people}`,
      `${verdict} ${hops}`,
      `${firstArrival} ${lastAt}`,
      codes.join(),
    ]) {
      const part = document.createElement('div');
      part.textContent = text;
      row.append(part);
    }
    rows.push(row);
  }
  sheet.replaceChildren(...rows);
  if (last > items.length - 50) void more();
}

scroller.addEventListener('scroll', draw);
globalThis.itemsRead = () => items.length;
await more();
