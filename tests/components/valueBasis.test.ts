import { describe, expect, it } from "vitest";
import { valueBasis } from "~/components/customers/customersQuery";

const basis = (search: string, setting: "past" | "predicted") => valueBasis(new URLSearchParams(search), setting);

describe("by what customers are of high value", () => {
  it("the shop's setting holds, and an address that says otherwise goes before it", () => {
    expect(basis("", "past")).toBe("past");
    expect(basis("page=2&shop=a.myshopify.com&host=x", "predicted")).toBe("predicted");
    expect(basis("value=past", "predicted")).toBe("past");
    expect(basis("value=predicted", "past")).toBe("predicted");
  });

  it("who asks for a test, a group, an order of the list or part of the orders asks about what was bought", () => {
    for (const search of ["show=nearMiss", "group=LOYAL", "sort=orders", "country=GB", "exclude=cancelled"])
      expect(basis(search, "predicted"), search).toBe("past");
  });
});
