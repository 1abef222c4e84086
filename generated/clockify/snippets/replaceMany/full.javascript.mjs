const response = await fetch("https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/user/5a0ab5acb07987125438b60f/time-entries?hydrated=false", {
  method: "PUT",
  headers: {
    "X-Api-Key": process.env.CLOCKIFY_API_KEY,
    Accept: "application/json",
    "Content-Type": "application/json",
  },
  body: JSON.stringify([
    {
      billable: true,
      customFields: [
        {
          customFieldId: "5e4117fe8c625f38930d57b7",
          sourceType: "WORKSPACE",
          value: "new value",
        },
      ],
      description: "This is a sample time entry description.",
      end: "2021-01-01T00:00:00Z",
      id: "64c777ddd3fcab07cfbb210c",
      projectId: "25b687e29ae1f428e7ebe123",
      start: "2020-01-01T00:00:00Z",
      tagIds: ["321r77ddd3fcab07cfbb567y", "44x777ddd3fcab07cfbb88f"],
      taskId: "54m377ddd3fcab07cfbb432w",
      type: "REGULAR",
    },
  ]),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
