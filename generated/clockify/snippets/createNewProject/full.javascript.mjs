const response = await fetch("https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/projects", {
  method: "POST",
  headers: {
    "X-Api-Key": process.env.CLOCKIFY_API_KEY,
    Accept: "application/json",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    billable: true,
    clientId: "9t641568b07987035750704",
    color: "#000000",
    estimate: {
      estimate: "PT1H30M",
      type: "MANUAL",
    },
    hourlyRate: {
      amount: 20000,
      since: "2020-01-01T00:00:00Z",
    },
    isPublic: false,
    name: "Software Development",
    note: "This is a sample note for the project.",
    tasks: [
      {
        estimate: "PT1H30M",
        name: "Bugfixing",
      },
    ],
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
