/** Every page that can be gone to, with the key that goes there after `g`. */
export const PAGES = [
  { path: "/", name: "Overview", key: "o" },
  { path: "/runs", name: "Runs", key: "r" },
  { path: "/alerts", name: "Alerts", key: "l" },
  { path: "/playbooks", name: "Playbooks", key: "p" },
  { path: "/brakes", name: "Brakes", key: "b" },
  { path: "/schedules", name: "Schedules", key: "s" },
  { path: "/drills", name: "Drills", key: "d" },
  { path: "/audit", name: "Audit", key: "a" },
] as const;
