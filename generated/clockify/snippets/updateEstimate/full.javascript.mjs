const response = await fetch("https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/projects/5b641568b07987035750505e/estimate", {
  method: "PATCH",
  headers: {
    "X-Api-Key": process.env.CLOCKIFY_API_KEY,
    Accept: "application/json",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    budgetEstimate: {
      active: true,
      estimate: 10000,
      includeExpenses: true,
      resetOption: "WEEKLY",
      type: "AUTO",
    },
    estimateReset: {
      active: true,
      dayOfMonth: 20,
      dayOfWeek: "MONDAY",
      hour: 15,
      interval: "WEEKLY",
      isActive: true,
      month: "FEBRUARY",
    },
    timeEstimate: {
      active: true,
      estimate: "PT1H30M",
      includeNonBillable: true,
      resetOption: "WEEKLY",
      type: "AUTO",
    },
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
