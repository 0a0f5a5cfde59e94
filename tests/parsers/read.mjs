// Reads an .ics file from stdin with ical.js and node-ical; prints what each makes of it as JSON.
// Moments come out as UTC ("2022-06-22T17:30:00Z"), whole days as days ("2022-06-22").
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
import nodeIcal from "node-ical";

const text = readFileSync(0, "utf8");
const seconds = (date) => date.toISOString().replace(".000Z", "Z");
const day = (date) =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((n, i) => String(n).padStart(i ? 2 : 4, "0"))
    .join("-");

function withIcalJs() {
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

function withNodeIcal() {
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

console.log(JSON.stringify({ "ical.js": withIcalJs(), "node-ical": withNodeIcal() }));
