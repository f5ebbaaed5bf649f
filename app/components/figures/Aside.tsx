import { Box, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

/** A remark between cards; on a phone it keeps off the edge, where cards have none. */
export function Aside({ children }: { children: ReactNode }) {
  return (
    <Box paddingInline={{ xs: "400", sm: "0" }}>
      <Text as="p" tone="subdued">
        {children}
      </Text>
    </Box>
  );
}
