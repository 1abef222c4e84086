const response = await fetch("https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/projects/5b641568b07987035750505e/memberships", {
  method: "PATCH",
  headers: {
    "X-Api-Key": process.env.CLOCKIFY_API_KEY,
    Accept: "application/json",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    memberships: [
      {
        costRate: {
          amount: 20000,
          since: "2020-01-01T00:00:00Z",
        },
        hourlyRate: {
          amount: 20000,
          since: "2020-01-01T00:00:00Z",
        },
        userId: "12t687e29ae1f428e7ebe202",
      },
    ],
    userGroups: {
      contains: "CONTAINS",
      ids: ["5b715612b079875110791111", "5b715612b079875110791222"],
      status: "ALL",
    },
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
