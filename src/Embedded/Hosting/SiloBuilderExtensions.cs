using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Orleans.Reminders;
using Orleans.Storage;
using Orleans.Timers;

namespace Orleans.Hosting;

/// <summary>Storage, reminders and call filters of a host.</summary>
public static class SiloBuilderExtensions
{
    /// <summary>Adds a filter around every call to a grain. Filters run in the order they were added.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="filter">The filter.</param>
    /// <returns>The host.</returns>
    public static ISiloBuilder AddIncomingGrainCallFilter(this ISiloBuilder builder, IIncomingGrainCallFilter filter)
    {
        builder.Services.AddSingleton(filter);
        return builder;
    }

    /// <summary>Adds a filter around every call to a grain.</summary>
    /// <typeparam name="TImplementation">The filter's class, made once.</typeparam>
    /// <param name="builder">The host.</param>
    /// <returns>The host.</returns>
    public static ISiloBuilder AddIncomingGrainCallFilter<TImplementation>(this ISiloBuilder builder)
        where TImplementation : class, IIncomingGrainCallFilter
    {
        builder.Services.AddSingleton<IIncomingGrainCallFilter, TImplementation>();
        return builder;
    }

    /// <summary>Adds a filter around every call to a grain.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="filter">The filter.</param>
    /// <returns>The host.</returns>
    public static ISiloBuilder AddIncomingGrainCallFilter(
        this ISiloBuilder builder, IncomingGrainCallFilterDelegate filter)
        => builder.AddIncomingGrainCallFilter(new DelegateFilter(filter));

    /// <summary>Keeps grain state in this process's memory, under this name.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="name">The storage's name.</param>
    /// <returns>The host.</returns>
    public static ISiloBuilder AddMemoryGrainStorage(this ISiloBuilder builder, string name)
    {
        builder.Services.AddKeyedSingleton<IGrainStorage>(
            name, static (services, _) => ActivatorUtilities.CreateInstance<MemoryGrainStorage>(services));
        return builder;
    }

    /// <summary>Keeps grain state in this process's memory, unless a state names another storage.</summary>
    /// <param name="builder">The host.</param>
    /// <returns>The host.</returns>
    public static ISiloBuilder AddMemoryGrainStorageAsDefault(this ISiloBuilder builder)
    {
        builder.Services.AddSingleton<IGrainStorage, MemoryGrainStorage>();
        return builder;
    }

    /// <summary>Keeps grain state in the table <c>grain_state</c>, under this name.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="name">The storage's name.</param>
    /// <param name="dataSource">The database; a registered <see cref="NpgsqlDataSource"/> if absent.</param>
    /// <returns>The host.</returns>
    public static ISiloBuilder AddPostgresGrainStorage(
        this ISiloBuilder builder, string name, NpgsqlDataSource? dataSource = null)
    {
        builder.Services.AddKeyedSingleton<IGrainStorage>(
            name, (services, _) => Postgres<PostgresGrainStorage>(services, dataSource));
        return builder;
    }

    /// <summary>Keeps grain state in the table <c>grain_state</c>, unless a state names another storage.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="dataSource">The database; a registered <see cref="NpgsqlDataSource"/> if absent.</param>
    /// <returns>The host.</returns>
    public static ISiloBuilder AddPostgresGrainStorageAsDefault(
        this ISiloBuilder builder, NpgsqlDataSource? dataSource = null)
    {
        builder.Services.AddSingleton<IGrainStorage>(
            services => Postgres<PostgresGrainStorage>(services, dataSource));
        return builder;
    }

    /// <summary>Keeps reminders in this process's memory.</summary>
    /// <param name="builder">The host.</param>
    /// <returns>The host.</returns>
    public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder)
    {
        builder.Services.AddSingleton<IReminderTable, MemoryReminderTable>();
        return builder.AddReminders();
    }

    /// <summary>Keeps reminders in the table <c>grain_reminders</c>.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="dataSource">The database; a registered <see cref="NpgsqlDataSource"/> if absent.</param>
    /// <returns>The host.</returns>
    public static ISiloBuilder UsePostgresReminderService(
        this ISiloBuilder builder, NpgsqlDataSource? dataSource = null)
    {
        builder.Services.AddSingleton<IReminderTable>(
            services => Postgres<PostgresReminderTable>(services, dataSource));
        return builder.AddReminders();
    }

    /// <summary>Delivers reminders from the registered <see cref="IReminderTable"/>.</summary>
    /// <param name="builder">The host.</param>
    /// <returns>The host.</returns>
    public static ISiloBuilder AddReminders(this ISiloBuilder builder)
    {
        builder.Services.TryAddSingleton<ReminderService>();
        builder.Services.TryAddSingleton<IReminderRegistry>(
            static services => services.GetRequiredService<ReminderService>());
        return builder;
    }

    private static T Postgres<T>(IServiceProvider services, NpgsqlDataSource? dataSource)
        => ActivatorUtilities.CreateInstance<T>(
            services, dataSource ?? services.GetRequiredService<NpgsqlDataSource>());

    private sealed class DelegateFilter(IncomingGrainCallFilterDelegate filter) : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context) => filter(context);
    }
}
