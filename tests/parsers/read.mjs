// Reads .ics files from stdin, a NUL between two, with ical.js and node-ical; prints as JSON what
// each makes of each.
// Moments come out as UTC ("2022-06-22T17:30:00Z"), whole days as days ("2022-06-22").
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
import nodeIcal from "node-ical";

const texts = readFileSync(0, "utf8").split("\0");
const seconds = (date) => date.toISOString().replace(".000Z", "Z");
const day = (date) =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((n, i) => String(n).padStart(i ? 2 : 4, "0"))
    .join("-");

function withIcalJs(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    const tzid = zone.getFirstPropertyValue("tzid");
    ICAL.TimezoneService.register(new ICAL.Timezone({ component: zone, tzid }), tzid);
  }
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    const moment = (time) => (time.isDate ? time.toString() : seconds(time.toJSDate()));
    return {
      uid: event.uid,
      start: moment(event.startDate),
      end: moment(event.endDate),
      status: component.getFirstPropertyValue("status"),
      summary: event.summary,
    };
  });
}

function withNodeIcal(text) {
  const moment = (date) => (date.dateOnly ? day(date) : seconds(date));
  return Object.values(nodeIcal.sync.parseICS(text))
    .filter((item) => item.type === "VEVENT")
    .map((event) => ({
      uid: event.uid,
      start: moment(event.start),
      end: moment(event.end),
      status: event.status,
      summary: event.summary?.val ?? event.summary,
    }));
}

const read = (text) => ({ "ical.js": withIcalJs(text), "node-ical": withNodeIcal(text) });
console.log(JSON.stringify(texts.map(read)));
