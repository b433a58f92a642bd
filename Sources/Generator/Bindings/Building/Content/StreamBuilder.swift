import OpenAPI

/// Event streams: what their events are, and what tells that such a stream is complete.
extension ModuleBuilder {
    func eventStream(_ media: MediaType) -> Stream.Kind {
        if let item = media.itemSchema {
            if let name = typeNames[eventSchema(item)], eventSchemas.contains(eventSchema(item)) { return .events(name) }
            if let data = property("data", of: description[resolved(item)]), let payload = description[data].contentSchema {
                return .data(use(of: payload, on: .json).storedType, finalEvents: [], endsAnywhere: true)
            }
            guard !isGeneric(description[eventSchema(item)]) else { return .rawEvents }
            let message =
                "the events are given as they come: typed ones have the fields \"event\" (a const) and \"data\" in itemSchema"
            diagnostics.unsupported("unsupported-event-stream", message, at: media.location.mark)
            return .rawEvents
        }
        guard let whole = media.schema else { return .rawEvents }
        guard let schema = eventData(whole) else {
            let message = "the events are given as they come: each kind of them has data of its own, which only itemSchema can say"
            diagnostics.unsupported("unsupported-event-stream", message, at: media.location.mark)
            return .rawEvents
        }
        let kinds = eventKinds(whole)
        let isWhole = kinds.allSatisfy { isWholeEvent(description[resolved($0)]) }
        if isWhole {
            let message = "the schema is taken for that of the whole event, so what the stream gives is its \"data\""
            diagnostics.warning("whole-event", message, at: media.location.mark)
        }
        let use = use(of: schema, on: .json)
        // Of data that is any text nothing is said.
        guard use.type != .string else { return .rawEvents }
        // What is described as a list has no mark at its end, and a connection that breaks shows by itself.
        if itemsOrSelf(whole) != whole { return .data(use.storedType, finalEvents: [], endsAnywhere: true) }
        let named = isWhole ? kinds : alternatives(description[resolved(schema)]).variants
        return .data(use.storedType, finalEvents: finalEvents(named, by: isWhole ? "event" : "type", media), endsAnywhere: false)
    }

    /// What the data of each event is, of a stream that is described as before OpenAPI 3.2: the schema is that of the data, of a list
    /// of them, or of the event with its fields, of which one kind at most has JSON. Nil where several have.
    func eventData(_ schema: SchemaID) -> SchemaID? {
        let events = eventKinds(schema).map { description[resolved($0)] }
        guard events.allSatisfy(isWholeEvent) else { return itemsOrSelf(schema) }
        let data = events.compactMap { property("data", of: $0) }
        let payloads = data.filter { description[$0].contentSchema != nil || !isPlainText($0) }.map { description[$0].contentSchema ?? $0 }
        guard let payload = payloads.first else { return data.first }
        // The mark at the end is not read; other text beside JSON would be.
        let hasText = data.contains { isPlainText($0) && description[$0].contentSchema == nil && !isEndMark($0) }
        return hasText || Set(payloads.map(resolved)).count > 1 ? nil : payload
    }

    private func eventKinds(_ schema: SchemaID) -> [SchemaID] {
        let item = itemsOrSelf(schema)
        let variants = alternatives(description[resolved(item)]).variants
        return variants.isEmpty ? [item] : variants
    }

    private func isEndMark(_ id: SchemaID) -> Bool {
        let schema = description[resolved(id)]
        let values = schema.constant.map { [$0] } ?? schema.enumeration ?? []
        return values == [.string("[DONE]")]
    }

    /// Whether it has the fields of an event and no others. One that has an `id` and `data` may as well be JSON.
    private func isWholeEvent(_ schema: Schema) -> Bool {
        let names = Set(schema.properties.map(\.name))
        return names.contains("data") && names.isSubset(of: ["event", "data", "id", "retry"])
            && (names.count == 1 || names.contains("event") || names.contains("retry"))
    }

    private func isPlainText(_ id: SchemaID) -> Bool {
        let schema = description[resolved(id)]
        if case .string? = schema.constant ?? schema.enumeration?.first { return true }
        return schema.kinds == [.string]
    }

    /// Whether it says of an event no more than what every event is.
    private func isGeneric(_ schema: Schema) -> Bool {
        schema.oneOf.isEmpty && schema.anyOf.isEmpty
            && schema.properties.allSatisfy { property in
                ["event", "data", "id", "retry"].contains(property.name) && description[property.schema].constant == nil
                    && description[property.schema].enumeration == nil && description[property.schema].contentMediaType == nil
            }
    }

    /// Before OpenAPI 3.2 a description could only say what the data of each event is. What ends such a stream is told by
    /// `x-final-event` in the schema of an event, else by the names that such events have; else it is `[DONE]`, as nearly all servers
    /// send it that send data alone.
    ///
    /// - Parameter property: what tells the kinds.
    private func finalEvents(_ kinds: [SchemaID], by property: String, _ media: MediaType) -> [String] {
        let kinds = kinds.map { (schema: $0, values: values(of: property, in: $0)) }
        let marked = kinds.filter { description[resolved($0.schema)].extensions.isFinal }.flatMap(\.values)
        guard marked.isEmpty else { return marked }
        let words: Set<String> = [
            "completed", "complete", "done", "finished", "finish", "failed", "incomplete", "cancelled", "canceled", "stop", "stopped",
            "end",
            "ended",
        ]
        let named = kinds.flatMap(\.values).filter { words.contains(Words.split($0).last?.lowercased() ?? "") }
        // `response.completed` ends what `response.audio.done` is a part of.
        let shortest = named.map { Words.split($0).count }.min()
        let final = named.filter { Words.split($0).count == shortest }
        let names = final.isEmpty ? "the data [DONE]" : final.map { quoted($0) }.joined(separator: " or ")
        let message =
            "the stream is taken for complete with \(names), and for cut without; x-final-event: true in the schema of an event says otherwise"
        diagnostics.warning("stream-end", message, at: media.location.mark)
        return final
    }

    /// The values that a property has in a kind of event.
    private func values(of property: String, in schema: SchemaID) -> [String] {
        constants(of: resolved(schema)).first { $0.key == property }?.values.compactMap { value in
            if case .string(let text) = value { text } else { nil }
        } ?? []
    }

    /// The schema of an item over references, but not past what stands beside one.
    func eventSchema(_ id: SchemaID) -> SchemaID {
        description[id].oneOf.isEmpty ? resolved(id) : id
    }

    func property(_ name: String, of schema: Schema) -> SchemaID? {
        schema.properties.first { $0.name == name }?.schema
    }
}
