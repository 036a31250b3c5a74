// expand.mjs FEED LAST-DAY: day|summary of every instance, by ical.js
import fs from "node:fs";
import ICAL from "ical.js";

const [feed, last] = process.argv.slice(2);
const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(feed, "utf8")));
for (const component of calendar.getAllSubcomponents("vevent")) {
  if (component.getFirstPropertyValue("status") === "CANCELLED") continue;
  const event = new ICAL.Event(component);
  const show = (time) => console.log(`${time.toString().slice(0, 10)}|${event.summary}`);
  if (!event.isRecurring()) {
    show(event.startDate);
    continue;
  }
  const iterator = event.iterator();
  for (let next = iterator.next(); next && next.toString().slice(0, 10) <= last; next = iterator.next()) show(next);
}
