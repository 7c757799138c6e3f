import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { ApiError } from '@/api/client';
import { makeRouter } from './router';
import { theme } from './theme';
import { Toasts } from './toasts';

function makeClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // A refusal is an answer; only a broken way is tried again.
        retry: (count, error) =>
          count < 2 &&
          !(error instanceof ApiError && error.problem.status >= 400 && error.problem.status < 500),
      },
    },
  });
}

const client = makeClient();
const router = makeRouter(client);

export function App() {
  return (
    <StrictMode>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        withCssVariables={false}
        withGlobalClasses={false}
      >
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
          <Toasts />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>
  );
}
